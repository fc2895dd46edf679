package io.kuajie.ingest.app.door;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Dispatch;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.app.identity.ClaimOutbound;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonMemory;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.ClaimReader;
import io.kuajie.ingest.domain.segment.CloudEvents;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.Parsed;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.PartnerId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes events in. A request is answered 200 when the broker has acknowledged every event of it; a bad event in a batch goes to
 * behavior.rejected and spoils nothing, because official clients drop a batch that is answered 4xx.
 */
@Singleton
public class Door {
    private static final Name TYPE = Name.of("type");

    private final WriteKeys writeKeys;
    private final Quotas quotas;
    private final EnvelopeParser parser;
    private final SegmentMapper mapper;
    private final ClaimReader claims;
    private final ClaimOutbound claimsOut;
    private final Delivery delivery;
    private final EventOutbound outbound;
    private final AckDeadlines deadlines;
    private final IngestMetrics metrics;
    private final Limits limits;
    private final Clock clock;
    /** Of each event loop; a request is mapped before the next one is read. */
    private final ThreadLocal<JsonMemory> memory = ThreadLocal.withInitial(JsonMemory::new);

    Door(
            WriteKeys writeKeys,
            Quotas quotas,
            EnvelopeParser parser,
            SegmentMapper mapper,
            ClaimReader claims,
            ClaimOutbound claimsOut,
            Delivery delivery,
            EventOutbound outbound,
            AckDeadlines deadlines,
            IngestMetrics metrics,
            Limits limits,
            Clock clock) {
        this.writeKeys = writeKeys;
        this.quotas = quotas;
        this.parser = parser;
        this.mapper = mapper;
        this.claims = claims;
        this.claimsOut = claimsOut;
        this.delivery = delivery;
        this.outbound = outbound;
        this.deadlines = deadlines;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    /** Refuses what will be refused, before a byte of the body is read. @return the sender, where the header tells */
    @Nullable
    Sender admit(@Nullable String authorization) {
        delivery.requireReady();
        Sender known = writeKeys.senderIn(authorization).orElse(null);
        if (known != null) {
            quotas.requireRoom(known.partner());
        }
        return known;
    }

    /** The partner whose write key a request's head has. */
    Optional<PartnerId> partnerIn(@Nullable String authorization) {
        return writeKeys.senderIn(authorization).map(Sender::partner);
    }

    Answering single(String call, DoorRequest request) {
        Envelope envelope =
                envelope(parser.single(request.body().bytes(), request.body().length(), memory.get()));
        return take(request, envelope, SegmentCall.fromWireName(call).orElseThrow());
    }

    Answering batch(DoorRequest request) {
        return take(
                request,
                envelope(parser.batch(request.body().bytes(), request.body().length(), memory.get())),
                null);
    }

    Answering cloudEvents(DoorRequest request) {
        Sender sender = sender(request, null);
        CloudEvents.Content content = CloudEvents.Content.of(request.header("Content-Type"));
        List<CloudEvents.Event> events =
                switch (CloudEvents.read(content, request.body().copy(), request::header, limits.maxBatchItems())) {
                    case CloudEvents.Read.Events read -> read.events();
                    case CloudEvents.Read.Malformed malformed ->
                        throw Problem.of(400, malformed.detail()).toException();
                    case CloudEvents.Read.TooMany tooMany -> throw tooManyItems(tooMany.most());
                };
        quotas.take(sender.partner(), events.size());
        Arrival arrival = Arrival.live(clock.millis());
        List<Message> messages = new ArrayList<>(events.size());
        for (CloudEvents.Event event : events) {
            SegmentCall call = event.data().get(TYPE).isPresent() ? null : SegmentCall.TRACK;
            messages.add(new Message(sender, call, event.data(), Json.MISSING, null, event.cover()));
        }
        return take(request, sender, messages, arrival);
    }

    private Answering take(DoorRequest request, Envelope envelope, @Nullable SegmentCall call) {
        Sender sender = sender(request, envelope.writeKey());
        quotas.take(sender.partner(), envelope.items().size());
        Arrival arrival = Arrival.live(clock.millis());
        List<Message> messages = new ArrayList<>(envelope.items().size());
        for (Json item : envelope.items()) {
            messages.add(Message.of(sender, call, item, envelope.context(), envelope.sentAt()));
        }
        return take(request, sender, messages, arrival);
    }

    private Answering take(DoorRequest request, Sender sender, List<Message> messages, Arrival arrival) {
        List<Mapped> outcomes = mapper.mapAll(messages, arrival);
        List<Claim> told = new ArrayList<>(0);
        for (Message message : messages) {
            told.addAll(claims.read(message, arrival.receivedAt()));
        }
        Answering answering = send(request, sender, outcomes, told, arrival);
        quotas.owe(sender.partner(), messages.size(), outcomes.size());
        return answering;
    }

    private Sender sender(DoorRequest request, @Nullable String inBody) {
        Sender known = request.known();
        return known != null ? known : writeKeys.senderOf(request.header("Authorization"), inBody);
    }

    private Answering send(
            DoorRequest request, Sender sender, List<Mapped> outcomes, List<Claim> told, Arrival arrival) {
        List<Claim> fresh = claimsOut.fresh(told);
        TraceContext trace = request.trace();
        List<Outbound> events = outbound.all(outcomes, arrival.receivedAt(), trace);
        Dispatch dispatch = admitted(sender, claimsOut.after(events, fresh, trace));
        // What waits for the broker holds counts, not events: it outlives several collections of garbage.
        IngestMetrics.Passed passed = IngestMetrics.Passed.of(outcomes);
        return new Answering(dispatch, deadlines, () -> {
            claimsOut.delivered(fresh);
            metrics.passedDoor(passed);
            metrics.took(sender.partner().value(), System.nanoTime() - request.startedAt());
        });
    }

    private Dispatch admitted(Sender sender, List<Outbound> records) {
        int count = records.size();
        quotas.enter(sender.partner(), count);
        try {
            return delivery.admit(records, () -> quotas.leave(sender.partner(), count));
        } catch (RuntimeException e) {
            quotas.leave(sender.partner(), count);
            throw e;
        }
    }

    private static Envelope envelope(Parsed parsed) {
        return switch (parsed) {
            case Envelope envelope -> envelope;
            case Parsed.Malformed malformed ->
                throw Problem.of(400, malformed.detail()).toException();
            case Parsed.TooMany tooMany -> throw tooManyItems(tooMany.limit());
        };
    }

    private static WebApplicationException tooManyItems(int most) {
        return Problem.of(413, "A batch may hold %d messages; send more batches.".formatted(most))
                .toException();
    }
}
