package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentWeightsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Map<Window, long[]> MILLIS_AND_BUCKETS = Map.of(
            Window.HOUR,
            new long[] {300_000, 12},
            Window.DAY,
            new long[] {3_600_000, 24},
            Window.WEEK,
            new long[] {21_600_000, 28},
            Window.MONTH,
            new long[] {86_400_000, 30},
            new Window(Duration.ofMinutes(20)),
            new long[] {300_000, 4},
            new Window(Duration.ofHours(5)),
            new long[] {3_600_000, 5},
            new Window(Duration.ofHours(30)),
            new long[] {21_600_000, 5},
            new Window(Duration.ofDays(12)),
            new long[] {86_400_000, 12});

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void windows_eventsInAnyOrder_equalRecomputation(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<LeafEvent> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // Mostly lately: each window has something to tell apart.
            long back = (long) Math.pow(10, random.nextDouble() * 9.6);
            events.add(moved(LeafEvents.random(random, new PartnerId("blossom"), 0, i), START.minusMillis(back)));
        }
        Collections.shuffle(events, new Random(seed));
        LeafState state = new LeafState(HalfLife.ofDays(30));

        // When
        for (int i = 0; i < events.size(); i++) {
            state.apply(LeafEvents.at(events.get(i), i));
            if (i % 7 == 0) {
                state = LeafCodec.decode(LeafCodec.encode(state));
            }
        }

        // Then
        for (Duration later :
                List.of(Duration.ZERO, Duration.ofMinutes(31), Duration.ofHours(30), Duration.ofDays(9))) {
            Instant at = state.lastAt().plus(later);
            for (Window window : MILLIS_AND_BUCKETS.keySet()) {
                Map<DimensionKey, Double> naive = naive(events, window, at);
                state.traceByDimension().forEach((key, trace) -> {
                    double sum = trace.recent().sum(window, at.toEpochMilli());
                    assertThat(sum).isCloseTo(naive.getOrDefault(key, 0.0), within(1e-6));
                });
            }
        }
    }

    private static Map<DimensionKey, Double> naive(List<LeafEvent> events, Window window, Instant at) {
        long[] shape = java.util.Objects.requireNonNull(MILLIS_AND_BUCKETS.get(window));
        long first = (Math.floorDiv(at.toEpochMilli(), shape[0]) - shape[1] + 1) * shape[0];
        Map<DimensionKey, Double> sums = new TreeMap<>();
        for (LeafEvent event : events) {
            if (event.occurredAt().toEpochMilli() >= first) {
                sums.merge(
                        new DimensionKey(event.action().name(), event.domain().value(), event.category()),
                        event.weight(),
                        Double::sum);
            }
        }
        return sums;
    }

    private static LeafEvent moved(LeafEvent event, Instant at) {
        return new LeafEvent(
                event.position(),
                at,
                event.action(),
                event.domain(),
                event.category(),
                event.item(),
                event.weight(),
                event.quantity(),
                event.amount());
    }
}
