package io.kuajie.ingest.app.rejected;

import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.delivery.CurrentTrace;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.rejected.Attempt;
import io.kuajie.ingest.domain.rejected.CorrectionLedger;
import io.kuajie.ingest.domain.rejected.Standing;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends corrected events, each once, however often and wherever it is asked: tells that it begins, sends what by then nobody else has
 * sent, and tells that it has.
 */
@ApplicationScoped
class Reprocessing {
    private final Corrections corrections;
    private final CorrectionLog log;
    private final EventOutbound outbound;
    private final Delivery delivery;
    private final CurrentTrace trace;
    private final IngestMetrics metrics;
    private final Clock clock;

    Reprocessing(
            SegmentMapper mapper,
            CorrectionLog log,
            EventOutbound outbound,
            Delivery delivery,
            CurrentTrace trace,
            IngestMetrics metrics,
            Clock clock) {
        this.corrections = new Corrections(mapper);
        this.log = log;
        this.outbound = outbound;
        this.delivery = delivery;
        this.trace = trace;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What is to be corrected. @param isAgain as an attempt has it */
    record Item(RejectedView rejected, String message, boolean isAgain) {}

    /**
     * How corrections ended.
     *
     * @param accepted events that were sent
     * @param refused messages that the door does not take either, with the reasons; what they were to correct stands as it was
     * @param unsent messages that were not sent, because that might count an event twice
     */
    public record Reprocessed(int accepted, List<RejectedAgain> refused, List<Unsent> unsent) {}

    /** A correction that did not pass. */
    public record RejectedAgain(@Nullable String messageId, String code, String detail) {}

    /**
     * A correction that was not needed or is in doubt.
     *
     * @param why corrected, contested, unknown, duplicate or several
     * @param since when the event was corrected, or an attempt at it was begun
     */
    public record Unsent(
            String position, String why, @Nullable Instant since, String detail) {}

    /** @param receipt of the events */
    record Done(Reprocessed reprocessed, Receipt receipt) {}

    Done correct(Sender sender, List<Item> items) {
        Arrival arrival = Arrival.live(clock.millis());
        List<Ready> ready = new ArrayList<>();
        List<Mapped> refused = new ArrayList<>();
        List<Unsent> unsent = new ArrayList<>();
        for (Item item : items) {
            switch (corrections.make(sender, item.rejected(), item.message(), arrival)) {
                case Corrections.Made.Events(List<RawEvent> events) ->
                    ready.add(Ready.of(item, events, arrival.receivedAt()));
                case Corrections.Made.Faulty(List<Refused> again) -> refused.addAll(again);
                case Corrections.Made.Unsuitable(String why, String detail) ->
                    unsent.add(new Unsent(item.rejected().position(), why, null, detail));
            }
        }
        metrics.passedDoor(refused);
        List<Ready> open = ready.isEmpty() ? ready : open(sender, ready, unsent);
        Receipt receipt = open.isEmpty() ? Receipt.EMPTY : send(sender, open, arrival.receivedAt());
        int accepted = open.stream().mapToInt(each -> each.events().size()).sum();
        return new Done(new Reprocessed(accepted, again(refused), unsent), receipt);
    }

    /** Tells that all of them begin. @return those that may be sent; why the others may not is added */
    private List<Ready> open(Sender sender, List<Ready> ready, List<Unsent> unsent) {
        log.tell(sender.partner(), ready.stream().map(Ready::attempt).toList());
        CorrectionLedger told = log.read(sender.partner());
        List<Ready> open = new ArrayList<>();
        for (Ready each : ready) {
            objection(each, told.standing(each.attempt())).ifPresentOrElse(unsent::add, () -> open.add(each));
        }
        return open;
    }

    private Receipt send(Sender sender, List<Ready> open, long receivedAt) {
        List<Mapped> events = new ArrayList<>();
        open.forEach(each -> events.addAll(each.events()));
        List<Outbound> records = outbound.all(events, receivedAt, trace.get());
        Receipt receipt = delivery.deliver(records);
        metrics.passedDoor(events);
        log.tell(
                sender.partner(),
                open.stream().map(each -> each.attempt().sent()).toList());
        return receipt;
    }

    private static Optional<Unsent> objection(Ready ready, Standing standing) {
        String position = ready.attempt().event().position().toString();
        return switch (standing) {
            case Standing.Open open -> Optional.empty();
            case Standing.Corrected(long at) ->
                Optional.of(new Unsent(
                        position,
                        "corrected",
                        Instant.ofEpochMilli(at),
                        "This event was corrected before; nothing is to be done."));
            case Standing.Contested(long at) ->
                Optional.of(
                        new Unsent(
                                position,
                                "contested",
                                Instant.ofEpochMilli(at),
                                "A correction with another user or message id was begun before; send that one, or wait for it."));
            case Standing.Unknown(long at) ->
                Optional.of(
                        new Unsent(
                                position,
                                "unknown",
                                Instant.ofEpochMilli(at),
                                "A correction was begun so long ago that a repetition would not be noticed, and whether it was sent"
                                        + " is not known. Look for the event; if it is missing, send this with \"again\": true."));
        };
    }

    private static List<RejectedAgain> again(List<Mapped> outcomes) {
        return outcomes.stream()
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .map(refused ->
                        new RejectedAgain(refused.messageId(), refused.reason().code(), refused.detail()))
                .toList();
    }

    /** A correction that could be sent. */
    private record Ready(Attempt attempt, List<RawEvent> events) {
        static Ready of(Item item, List<RawEvent> events, long receivedAt) {
            return new Ready(
                    new Attempt(
                            item.rejected().event(), Attempt.Stage.BEGUN, digest(events), item.isAgain(), receivedAt),
                    events);
        }

        /** Cleaning knows an event by its message id, in the partition of its person. */
        private static String digest(List<RawEvent> events) {
            return HexFormat.of()
                    .formatHex(Sha256.of(events.stream()
                            .map(event -> event.leaf() + "\n" + event.messageId())
                            .collect(Collectors.joining("\n"))));
        }
    }
}
