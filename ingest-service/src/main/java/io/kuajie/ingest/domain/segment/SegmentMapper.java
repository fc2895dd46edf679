package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.Pseudonymizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of messages in the Segment vocabulary: one event a message, or one a product where an order is split. Nothing that
 * identifies the person leaves it: user ids become pseudonyms, traits and addresses are dropped, properties are scrubbed.
 */
public final class SegmentMapper {
    private static final int LARGEST_KEPT_PAYLOAD = 32 * 1024;

    private static final int MOST_PRODUCTS = 250;

    private final Pseudonymizer pseudonymizer;
    private final DetailsReader details;
    private final int largestEventBytes;
    private final Supplier<String> newId;

    /**
     * @param fallback the currency of prices that don't name theirs
     * @param largestEventBytes messages above are refused
     * @param newId names messages that come without an id
     */
    public SegmentMapper(Pseudonymizer pseudonymizer, Currency fallback, int largestEventBytes, Supplier<String> newId) {
        this.pseudonymizer = pseudonymizer;
        this.details = new DetailsReader(pseudonymizer, fallback);
        this.largestEventBytes = largestEventBytes;
        this.newId = newId;
    }

    /** The events of this message, or why there are none; never empty. */
    public List<Mapped> map(Message message, Arrival arrival) {
        MessageContext context = MessageContext.of(message.body(), message.outerContext());
        MessageIdentity who = MessageIdentity.of(message, pseudonymizer);
        Finding unusable = firstFault(message, who);
        if (unusable != null) {
            return List.of(refused(message, arrival, context, who, unusable));
        }
        SegmentCall call = callOf(message);
        OptionalLong time = occurredAt(message, arrival);
        if (call == null || time.isEmpty()) {
            Finding fault = call == null
                    ? Finding.of(Reason.UNKNOWN_TYPE, "Check the field type.")
                    : Finding.of(Reason.BAD_TIME, "Check originalTimestamp and timestamp.");
            return List.of(refused(message, arrival, context, who, fault));
        }
        return events(message, arrival, context, who, call, time.getAsLong());
    }

    private @Nullable Finding firstFault(Message message, MessageIdentity who) {
        if (!message.body().isObject()) {
            return Finding.of(Reason.MALFORMED, "Send objects in the batch.");
        }
        if (message.sizeBytes() > largestEventBytes) {
            return Finding.of(
                    Reason.TOO_LARGE,
                    "It has %d bytes, and %d are allowed; send less in properties."
                            .formatted(message.sizeBytes(), largestEventBytes));
        }
        if (who.leaf() == null) {
            return Finding.of(Reason.MISSING_USER, "Send either, not blank.");
        }
        if (callOf(message) == SegmentCall.TRACK && JsonText.of(message.body(), "event") == null) {
            return Finding.of(Reason.MISSING_EVENT, "Send its name in the field event.");
        }
        return null;
    }

    private List<Mapped> events(
            Message message, Arrival arrival, MessageContext context, MessageIdentity who, SegmentCall call, long time) {
        JsonNode properties = call == SegmentCall.IDENTIFY || call == SegmentCall.GROUP
                ? MissingNode.getInstance()
                : message.body().path("properties");
        String id = messageId(message, arrival);
        List<@Nullable JsonNode> products = products(call, message, properties);
        if (products.size() > MOST_PRODUCTS) {
            Finding fault = Finding.of(Reason.TOO_MANY_PRODUCTS, "Send it in parts.");
            return List.of(refused(message, arrival, context, who, fault));
        }
        List<Mapped> events = new ArrayList<>(products.size());
        for (int i = 0; i < products.size(); i++) {
            JsonNode product = products.get(i);
            String eventId = product == null ? id : id + "#" + (i + 1);
            events.add(event(message, arrival, context, who, call, time, properties, product, eventId));
        }
        return events;
    }

    private Mapped event(
            Message message,
            Arrival arrival,
            MessageContext context,
            MessageIdentity who,
            SegmentCall call,
            long time,
            JsonNode properties,
            @Nullable JsonNode product,
            String id) {
        String name = JsonText.of(message.body(), call == SegmentCall.TRACK ? "event" : "name");
        String action = actionOf(call, name);
        PropertyReader in = new PropertyReader(properties, product);
        Details about =
                details.read(in, message.sender(), context, name == null ? "" : name, action, who.ids());
        Finding finding = in.finding();
        if (finding != null) {
            return refused(message, arrival, context, who, finding);
        }
        String place = call == SegmentCall.PAGE || call == SegmentCall.SCREEN ? name : in.text("surface");
        return new RawEvent(
                who.requireLeaf(),
                who.anonymous(),
                id,
                call.wireName(),
                name == null ? null : Scrubber.text(name, who.ids()),
                Scrubber.text(action, who.ids()),
                message.sender().domain().value(),
                time,
                arrival.receivedAt(),
                about,
                context.client(place),
                DetailsReader.remaining(properties, who.ids()),
                origin(arrival, context));
    }

    private static String actionOf(SegmentCall call, @Nullable String name) {
        return switch (call) {
            case TRACK -> Vocabulary.actionOf(name == null ? "" : name);
            case PAGE, SCREEN -> "browse";
            case IDENTIFY, GROUP, ALIAS -> call.wireName();
        };
    }

    private static List<@Nullable JsonNode> products(SegmentCall call, Message message, JsonNode properties) {
        List<@Nullable JsonNode> products = new ArrayList<>();
        String name = JsonText.of(message.body(), "event");
        if (call == SegmentCall.TRACK && name != null && Vocabulary.isSplitByProduct(name)) {
            properties.path("products").forEach(products::add);
        }
        if (products.isEmpty()) {
            products.add(null);
        }
        return products;
    }

    private static @Nullable SegmentCall callOf(Message message) {
        if (message.call() != null) {
            return message.call();
        }
        String type = JsonText.of(message.body(), "type");
        return type == null ? null : SegmentCall.fromWireName(type).orElse(null);
    }

    private static OptionalLong occurredAt(Message message, Arrival arrival) {
        String original = JsonText.of(message.body(), "originalTimestamp");
        String stated = JsonText.of(message.body(), "timestamp");
        String ownSending = JsonText.of(message.body(), "sentAt");
        String sending = ownSending != null ? ownSending : message.sentAt();
        OptionalLong originalAt = original == null ? OptionalLong.empty() : EventTime.parse(original);
        OptionalLong statedAt = stated == null ? OptionalLong.empty() : EventTime.parse(stated);
        if ((original != null && originalAt.isEmpty()) || (stated != null && statedAt.isEmpty())) {
            return OptionalLong.empty();
        }
        OptionalLong sentAt = arrival.live() && sending != null ? EventTime.parse(sending) : OptionalLong.empty();
        Long skewed = boxed(originalAt);
        Long plain = boxed(statedAt);
        if (skewed == null && plain == null) {
            return OptionalLong.of(arrival.timeless());
        }
        return OptionalLong.of(EventTime.corrected(skewed, boxed(sentAt), plain, arrival.receivedAt()));
    }

    private String messageId(Message message, Arrival arrival) {
        String stated = JsonText.of(message.body(), "messageId");
        if (stated != null) {
            return stated;
        }
        String name = arrival.importName();
        return name == null ? newId.get() : "imp:" + name + ":" + arrival.line();
    }

    private static Refused refused(
            Message message, Arrival arrival, MessageContext context, MessageIdentity who, Finding finding) {
        String payload = Scrubber.json(message.body(), who.ids()).toString();
        return new Refused(
                message.sender().partner(),
                who.leaf(),
                JsonText.of(message.body(), "messageId"),
                finding.reason(),
                finding.detail(),
                payload.length() > LARGEST_KEPT_PAYLOAD ? "(%d characters)".formatted(payload.length()) : payload,
                origin(arrival, context));
    }

    private static Origin origin(Arrival arrival, MessageContext context) {
        String name = arrival.importName();
        return name == null ? Origin.http(context.text("library", "name")) : Origin.line(name, arrival.line());
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
