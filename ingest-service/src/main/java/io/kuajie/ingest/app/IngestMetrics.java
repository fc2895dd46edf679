package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what passes: at the door {@code kuajie.door.accepted} and {@code kuajie.door.refused}, in cleaning {@code
 * kuajie.cleaning.clean} and {@code kuajie.cleaning.rejected}, by partner and reason code.
 */
@Singleton
public class IngestMetrics implements OutcomeListener {
    private final MeterRegistry meters;
    private final Map<Key, Counter> counterByKey = new ConcurrentHashMap<>();
    private final Map<String, Timer> timerByPartner = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What a request or a part of an import came to, after the broker acknowledged it. */
    public void passedDoor(List<Mapped> outcomes) {
        int accepted = 0;
        String partner = "";
        for (Mapped outcome : outcomes) {
            switch (outcome) {
                case RawEvent event -> {
                    accepted++;
                    partner = event.leaf().partner().value();
                }
                case Refused refused ->
                    count(
                            "kuajie.door.refused",
                            refused.partner().value(),
                            refused.reason().code(),
                            1);
            }
        }
        if (accepted > 0) {
            count("kuajie.door.accepted", partner, "none", accepted);
        }
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
    public void clean(String partner) {
        count("kuajie.cleaning.clean", partner, "none", 1);
    }

    @Override
    public void rejected(String partner, Reason reason) {
        count("kuajie.cleaning.rejected", partner, reason.code(), 1);
    }

    private void count(String name, String partner, String code, int events) {
        counterByKey
                .computeIfAbsent(
                        new Key(name, partner, code), key -> meters.counter(name, "partner", partner, "code", code))
                .increment(events);
    }

    private record Key(String name, String partner, String code) {}
}
