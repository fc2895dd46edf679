package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.kernel.PartnerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
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
 * {@code kuajie.door.turned.away}, by partner and status. By partner alone it tells how long requests took, {@code
 * kuajie.door.request}, events waited to be clean, {@code kuajie.cleaning.lag}, and records of inbound topics to be copied, {@code
 * kuajie.inbound.delay}, and how many of these are still to be, {@code kuajie.inbound.lag}.
 */
@Singleton
public class IngestMetrics implements OutcomeListener {
    /** From what is quick to what is about to expire: buckets of waits. */
    private static final Duration[] WAITS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6),
    };

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Key, Counter> counterByKey = new ConcurrentHashMap<>();
    private final Map<String, Timer> timerByPartner = new ConcurrentHashMap<>();
    private final Map<String, Timer> lagByPartner = new ConcurrentHashMap<>();
    private final Map<String, Timer> delayByPartner = new ConcurrentHashMap<>();
    private final Map<String, Number> inboundLagByPartner = new ConcurrentHashMap<>();
    private final MultiGauge inboundLag;

    public IngestMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.inboundLag = MultiGauge.builder("kuajie.inbound.lag")
                .description("Records of the partner's topic that are not copied yet; NaN while the brokers don't say.")
                .register(meters);
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

    /** How long an accepted request took, from its head to the answer. */
    public void took(String partner, long nanos) {
        timerByPartner.computeIfAbsent(partner, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String partner) {
        return Timer.builder("kuajie.door.request")
                .description(
                        "From the head of an accepted request to its answer, which follows the broker's; the sender's line is in it.")
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
                .computeIfAbsent(
                        partner,
                        unknown -> waits(
                                "kuajie.cleaning.lag",
                                "How long the partner's events waited from their arrival until they were clean.",
                                unknown))
                .record(Math.max(0, clock.millis() - receivedAt), TimeUnit.MILLISECONDS);
    }

    /** A record of a partner's topic was copied. @param waitedMillis since its own time, which may lie ahead */
    public void copied(String partner, long waitedMillis) {
        delayByPartner
                .computeIfAbsent(
                        partner,
                        unknown -> waits(
                                "kuajie.inbound.delay",
                                "How long records of the partner's topic waited from their time until they were copied.",
                                unknown))
                .record(Math.max(0, waitedMillis), TimeUnit.MILLISECONDS);
    }

    /** How many records of each partner's topic are still to be copied. */
    public void inboundLag(Map<String, Long> recordsByPartner) {
        inboundLagByPartner.putAll(recordsByPartner);
        inboundLagByPartner.keySet().retainAll(recordsByPartner.keySet());
        showInboundLag();
    }

    /** The brokers did not say how many are to be copied. */
    public void inboundLagUnknown() {
        inboundLagByPartner.replaceAll((partner, records) -> Double.NaN);
        showInboundLag();
    }

    private void showInboundLag() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        inboundLagByPartner.forEach(
                (partner, records) -> rows.add(MultiGauge.Row.of(Tags.of("partner", partner), records)));
        inboundLag.register(rows, true);
    }

    private Timer waits(String name, String description, String partner) {
        return Timer.builder(name)
                .description(description)
                .tag("partner", partner)
                .serviceLevelObjectives(WAITS)
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
