package io.kuajie.ingest.app.rejected;

import io.kuajie.edge.Platform;
import io.kuajie.events.Correction;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.rejected.Attempt;
import io.kuajie.ingest.domain.rejected.CorrectionLedger;
import io.kuajie.ingest.domain.rejected.RejectedEvent;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/** Attempts at corrections, kept in behavior.corrections for as long as what they correct. */
@ApplicationScoped
class CorrectionLog {
    private static final Logger LOG = Logger.getLogger(CorrectionLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Delivery delivery;
    private final TopicReader<Correction> topic;
    private final long windowMillis;

    CorrectionLog(Delivery delivery, Platform platform, Limits limits) {
        this.delivery = delivery;
        this.topic = new TopicReader<>(platform, TopicCatalog.BEHAVIOR_CORRECTIONS);
        this.windowMillis = limits.dedupWindow().toMillis();
    }

    /** Tells all instances, and returns when the broker has it. */
    void tell(PartnerId partner, List<Attempt> attempts) {
        delivery.deliver(attempts.stream()
                .map(attempt -> delivery.outbound(
                        TopicCatalog.BEHAVIOR_CORRECTIONS,
                        attempt.event().position().toString(),
                        correction(partner, attempt),
                        attempt.at()))
                .toList());
    }

    /** What was told. @param isComplete whether it could all be read */
    record Told(CorrectionLedger ledger, boolean isComplete) {}

    /** What was told up to now. @throws WebApplicationException 503 if it can't all be read */
    CorrectionLedger read(PartnerId partner) {
        Told told = readable(partner);
        if (!told.isComplete()) {
            throw Requests.later(
                    503,
                    "What was corrected before can't all be read; ask again, and if that stays so, the operator.",
                    null);
        }
        return told.ledger();
    }

    /** What was told up to now, as far as it can be read; the less, if the broker does not answer. */
    Told readable(PartnerId partner) {
        CorrectionLedger ledger = new CorrectionLedger(windowMillis);
        try {
            boolean isComplete = topic.read(Instant.EPOCH, Integer.MAX_VALUE, PATIENCE, (position, correction) -> {
                if (correction.getPartner().equals(partner.value())) {
                    ledger.take(attempt(correction));
                }
            });
            return new Told(ledger, isComplete);
        } catch (WebApplicationException e) {
            LOG.warnf(e, "Corrections can't be read");
            return new Told(ledger, false);
        }
    }

    private static Correction correction(PartnerId partner, Attempt attempt) {
        RejectedEvent event = attempt.event();
        return Correction.newBuilder()
                .setPartner(partner.value())
                .setRejected(event.position().toString())
                .setMessageId(event.messageId())
                .setCorrects(event.corrects())
                .setRejectedAt(Instant.ofEpochMilli(event.arrivedAt()))
                .setStage(attempt.stage().name().toLowerCase(Locale.ROOT))
                .setEvents(attempt.events())
                .setAgain(attempt.isAgain())
                .setAt(Instant.ofEpochMilli(attempt.at()))
                .build();
    }

    /** @throws SerializationException if it means nothing to this version */
    private static Attempt attempt(Correction correction) {
        try {
            return stated(correction);
        } catch (IllegalArgumentException e) {
            throw new SerializationException(
                    "The step of a correction (%s) is none.".formatted(correction.getStage()), e);
        }
    }

    private static Attempt stated(Correction correction) {
        RejectedEvent event = new RejectedEvent(
                SourcePosition.parse(correction.getRejected()),
                correction.getMessageId(),
                correction.getCorrects(),
                correction.getRejectedAt().toEpochMilli());
        return new Attempt(
                event,
                Attempt.Stage.valueOf(correction.getStage().toUpperCase(Locale.ROOT)),
                correction.getEvents(),
                correction.getAgain(),
                correction.getAt().toEpochMilli());
    }
}
