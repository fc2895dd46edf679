package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.bots.Sighting;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.json.Names;
import io.kuajie.ingest.domain.plan.Reaction;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.ingest.domain.traits.TraitReader;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of messages in the Segment vocabulary: one event a message, or one a product where an order is split. Nothing that
 * identifies the person leaves it: user ids become pseudonyms, properties are scrubbed, and of traits only what {@link TraitReader}
 * makes of them is kept.
 */
public final class SegmentMapper {
    /** Bounds what one message can become. */
    private static final int MOST_PRODUCTS = 250;

    private static final Name EVENT = Name.of("event");
    private static final Name NAME = Name.of("name");
    private static final Name PROPERTIES = Name.of("properties");
    private static final Name TRAITS = Name.of("traits");
    private static final Name CONTEXT = Name.of("context");
    private static final Name PRODUCTS = Name.of("products");
    private static final Names SURFACE = Names.of("surface");

    private final Pseudonymizer pseudonymizer;
    private final DetailsReader details;
    private final int largestEventBytes;
    private final Supplier<String> newId;
    private final Scrutiny scrutiny;

    /**
     * @param items tells whose items are meant
     * @param fallback the currency of prices that don't name theirs
     * @param largestEventBytes messages above are refused
     * @param newId names messages that come without an id
     */
    public SegmentMapper(
            Pseudonymizer pseudonymizer,
            ItemNames items,
            Currency fallback,
            int largestEventBytes,
            Supplier<String> newId) {
        this(pseudonymizer, new DetailsReader(pseudonymizer, fallback, items), largestEventBytes, newId, Scrutiny.NONE);
    }

    private SegmentMapper(
            Pseudonymizer pseudonymizer,
            DetailsReader details,
            int largestEventBytes,
            Supplier<String> newId,
            Scrutiny scrutiny) {
        this.pseudonymizer = pseudonymizer;
        this.details = details;
        this.largestEventBytes = largestEventBytes;
        this.newId = newId;
        this.scrutiny = scrutiny;
    }

    /** The same with what is known beyond the messages. */
    public SegmentMapper with(Scrutiny known) {
        return new SegmentMapper(pseudonymizer, details, largestEventBytes, newId, known);
    }

    /** The events of these messages, in their order, or why there are none. */
    public List<Mapped> mapAll(List<Message> messages, Arrival arrival) {
        if (messages.size() == 1) {
            return map(messages.getFirst(), arrival);
        }
        List<MessageReading> readings = new ArrayList<>(messages.size());
        List<Sighting> sightings = new ArrayList<>(messages.size());
        for (Message message : messages) {
            MessageReading reading = MessageReading.of(message, arrival, pseudonymizer);
            readings.add(reading);
            LeafKey leaf = reading.who().leaf();
            if (leaf != null) {
                sightings.add(new Sighting(leaf, reading.occurredAt().orElse(0)));
            }
        }
        scrutiny.expect(sightings);
        List<Mapped> outcomes = new ArrayList<>(messages.size());
        for (MessageReading reading : readings) {
            for (Mapped outcome : map(reading)) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    /** The events of this message, or why there are none; never empty. */
    public List<Mapped> map(Message message, Arrival arrival) {
        return map(MessageReading.of(message, arrival, pseudonymizer));
    }

    /** What becomes of a record in binary form that can't be read. @param message without a body */
    public Mapped undecodable(Message message, Arrival arrival) {
        return MessageReading.of(message, arrival, pseudonymizer)
                .refused(Finding.of(Reason.UNDECODABLE, "Write with the registry's serde."));
    }

    private List<Mapped> map(MessageReading reading) {
        Message message = reading.message();
        SegmentCall call = message.call();
        String name =
                call == SegmentCall.TRACK ? eventName(message) : message.body().text(NAME);
        Finding unusable = firstFault(message, reading, call, name);
        if (unusable != null) {
            return List.of(reading.refused(unusable));
        }
        if (call == null) {
            return List.of(reading.refused(Finding.of(Reason.UNKNOWN_TYPE, "Check the field type.")));
        }
        OptionalLong time = reading.occurredAt();
        if (time.isEmpty()) {
            return List.of(reading.refused(Finding.of(Reason.BAD_TIME, "Check originalTimestamp and timestamp.")));
        }
        return inSequence(events(reading, call, name, time.getAsLong()), reading.arrival());
    }

    /** A message is one thing that somebody did, however many events it becomes. */
    private List<Mapped> inSequence(List<Mapped> events, Arrival arrival) {
        boolean isImpossible =
                arrival.live() && events.getFirst() instanceof RawEvent first && scrutiny.isImpossible(first);
        return isImpossible ? Mark.BOT_SEQUENCE.on(events) : events;
    }

    private @Nullable Finding firstFault(
            Message message, MessageReading reading, @Nullable SegmentCall call, @Nullable String name) {
        if (!message.body().isObject()) {
            return Finding.of(
                    Reason.MALFORMED, "Send objects, of CloudEvents 1.0 with id, source, type and JSON in data.");
        }
        if (message.body().isBroken()) {
            return Finding.of(Reason.BAD_ENCODING, "Send well-formed values and UTF-8.");
        }
        if (message.body().sizeBytes() > largestEventBytes) {
            return Finding.of(
                    Reason.TOO_LARGE,
                    "It has %d bytes, and %d are allowed; send less in properties."
                            .formatted(message.body().sizeBytes(), largestEventBytes));
        }
        if (reading.who().leaf() == null) {
            return Finding.of(Reason.MISSING_USER, "Send either, not blank.");
        }
        if (call == SegmentCall.TRACK && name == null) {
            return Finding.of(Reason.MISSING_EVENT, "Send its name in the field event.");
        }
        return null;
    }

    private List<Mapped> events(MessageReading reading, SegmentCall call, @Nullable String name, long time) {
        Json body = reading.message().body();
        Vocabulary.Meaning meaning = Vocabulary.meaningOf(call == SegmentCall.TRACK && name != null ? name : "");
        // What identify and group say of somebody is traits, none of which is kept as it is.
        boolean isAboutTraits = call == SegmentCall.IDENTIFY || call == SegmentCall.GROUP;
        Json properties = isAboutTraits ? Json.MISSING : body.get(PROPERTIES);
        Verdict verdict = scrutiny.planned(
                reading.message().sender().partner(),
                call == SegmentCall.TRACK && name != null ? name : call.wireName(),
                isAboutTraits ? body.get(TRAITS) : properties);
        if (verdict instanceof Verdict.Differs(Reaction reaction, String detail) && reaction == Reaction.REJECT) {
            return List.of(reading.refused(Finding.of(
                    Reason.OFF_PLAN, Scrubber.text(detail, reading.who().ids()))));
        }
        Json products = meaning.isSplitByProduct() ? properties.get(PRODUCTS) : Json.MISSING;
        int count = products.count(MOST_PRODUCTS);
        if (count > MOST_PRODUCTS) {
            return List.of(
                    reading.refused(Finding.of(Reason.TOO_MANY_PRODUCTS, "Send the parts as messages of their own.")));
        }
        String id = reading.id(newId);
        String remaining = DetailsReader.remaining(properties, reading.who().ids());
        List<String> marks = marks(reading, verdict, time);
        if (count == 0) {
            return List.of(event(
                    reading,
                    call,
                    meaning,
                    time,
                    name,
                    id,
                    new PropertyReader(properties, Json.MISSING),
                    remaining,
                    marks));
        }
        List<Mapped> events = new ArrayList<>(count);
        for (Json product : products.elements()) {
            PropertyReader in = new PropertyReader(properties, product);
            // What is said of the whole order is kept once, with its first product.
            String kept = events.isEmpty() ? remaining : null;
            events.add(event(reading, call, meaning, time, name, ProductId.of(id, events.size() + 1), in, kept, marks));
        }
        return events;
    }

    private Mapped event(
            MessageReading reading,
            SegmentCall call,
            Vocabulary.Meaning meaning,
            long time,
            @Nullable String name,
            String id,
            PropertyReader in,
            @Nullable String remaining,
            List<String> marks) {
        MessageIdentity who = reading.who();
        var sender = reading.message().sender();
        String action = actionOf(call, meaning);
        String item = DetailsReader.item(in);
        Details about = details.read(in, item, sender, reading.context(), meaning, action, who.ids());
        Finding finding = in.finding();
        if (finding != null) {
            return reading.refused(finding).under(id);
        }
        boolean isPlace = call == SegmentCall.PAGE || call == SegmentCall.SCREEN;
        return new RawEvent(
                who.requireLeaf(),
                who.anonymous(),
                id,
                call.wireName(),
                name == null ? null : Scrubber.text(name, who.ids()),
                Scrubber.text(action, who.ids()),
                details.domain(item, sender).value(),
                time,
                reading.arrival().receivedAt(),
                about,
                reading.context().client(isPlace ? name : in.text(SURFACE)),
                remaining,
                reading.origin(),
                marks,
                call == SegmentCall.IDENTIFY ? declared(reading, time) : Map.of());
    }

    private static Map<String, String> declared(MessageReading reading, long time) {
        Json body = reading.message().body();
        return TraitReader.read(body.get(TRAITS), body.get(CONTEXT).get(TRAITS), time);
    }

    private List<String> marks(MessageReading reading, Verdict verdict, long time) {
        Arrival arrival = reading.arrival();
        boolean isOffPlan =
                verdict instanceof Verdict.Differs(Reaction reaction, String detail) && reaction == Reaction.FLAG;
        return Mark.of(
                isOffPlan,
                arrival.live() && scrutiny.isTooMany(reading.who().requireLeaf(), time, arrival.receivedAt()));
    }

    private static @Nullable String eventName(Message message) {
        String stated = message.body().text(EVENT);
        return stated != null ? stated : message.cover().event();
    }

    private static String actionOf(SegmentCall call, Vocabulary.Meaning meaning) {
        return switch (call) {
            case TRACK -> meaning.action();
            case PAGE, SCREEN -> Action.BROWSE.name();
            case IDENTIFY, GROUP, ALIAS -> call.wireName();
        };
    }
}
