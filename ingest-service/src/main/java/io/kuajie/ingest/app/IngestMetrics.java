package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.kernel.PartnerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what passes: at the door {@code kuajie.door.accepted} and {@code kuajie.door.refused}, in cleaning {@code
 * kuajie.cleaning.clean} and {@code kuajie.cleaning.rejected}, by partner and reason code; whole requests that are refused,
 * {@code kuajie.door.turned.away}, by partner and status; and {@code kuajie.cleaning.lag}, by partner.
 */
@Singleton
public class IngestMetrics implements OutcomeListener {
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Key, Counter> counterByKey = new ConcurrentHashMap<>();
    private final Map<String, Timer> timerByPartner = new ConcurrentHashMap<>();
    private final Map<String, Timer> lagByPartner = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What a request or a part of an import came to.
     *
     * @param partner whose events were accepted; empty where none were
     */
    public record Passed(String partner, int accepted, List<Refused> refused) {
        public static Passed of(List<Mapped> outcomes) {
            int accepted = 0;
            String partner = "";
            List<Refused> refused = new ArrayList<>(0);
            for (Mapped outcome : outcomes) {
                switch (outcome) {
                    case RawEvent event -> {
                        accepted++;
                        partner = event.leaf().partner().value();
                    }
                    case Refused refusal -> refused.add(refusal);
                }
            }
            return new Passed(partner, accepted, refused);
        }
    }

    /** Counts outcomes after the broker has acknowledged them. */
    public void passedDoor(List<Mapped> outcomes) {
        passedDoor(Passed.of(outcomes));
    }

    /** As above. */
    public void passedDoor(Passed passed) {
        for (Refused refused : passed.refused) {
            count(
                    "kuajie.door.refused",
                    refused.partner().value(),
                    refused.reason().code(),
                    1);
        }
        if (passed.accepted > 0) {
            count("kuajie.door.accepted", passed.partner, "none", passed.accepted);
        }
    }

    /** A request for events was refused as a whole. @param partner whose key its head has; empty where it has none that is known */
    public void turnedAway(Optional<PartnerId> partner, int status) {
        count("kuajie.door.turned.away", partner.map(PartnerId::value).orElse("none"), Integer.toString(status), 1);
    }

    /** How long a request took, from its last byte to the answer. */
    public void took(String partner, long nanos) {
        timerByPartner.computeIfAbsent(partner, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String partner) {
        return Timer.builder("kuajie.door.request")
                .description("From the last byte of a request to the answer, which follows the broker's.")
                .tag("partner", partner)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
    }

    @Override
    public void clean(String partner, long receivedAt) {
        count("kuajie.cleaning.clean", partner, "none", 1);
        lagByPartner
                .computeIfAbsent(partner, this::lag)
                .record(Math.max(0, clock.millis() - receivedAt), TimeUnit.MILLISECONDS);
    }

    private Timer lag(String partner) {
        return Timer.builder("kuajie.cleaning.lag")
                .description("How long the partner's events waited from their arrival until they were clean.")
                .tag("partner", partner)
                .register(meters);
    }

    @Override
    public void rejected(String partner, Reason reason) {
        count("kuajie.cleaning.rejected", partner, reason.code(), 1);
    }

    private void count(String name, String partner, String code, int events) {
        Key key = new Key(name, partner, code);
        Counter known = counterByKey.get(key);
        Counter counter = known != null
                ? known
                : counterByKey.computeIfAbsent(key, unknown -> meters.counter(name, "partner", partner, "code", code));
        counter.increment(events);
    }

    private record Key(String name, String partner, String code) {}
}
