package io.kuajie.ingest.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CleaningTallyTest {
    private static final int PARTITIONS = 3;
    private static final int LINES = 200;

    @Test
    void rejection_toldAgainByCleaning_countsOnce() {
        // Given
        CleaningTally tally = new CleaningTally(List.of(new Sending(Map.of(), Map.of())));
        // When
        tally.take(rejection(7, null, 1, "rating-range"));
        tally.take(rejection(9, null, 2, "rating-range"));
        tally.take(rejection(7, null, 1, "rating-range"));
        // Then
        assertThat(tally.countByCode()).isEqualTo(Map.of("rating-range", 2L));
    }

    @Test
    void duplicate_ofItselfFromASendingThatEndedEarly_isNoRejection() {
        // Given
        CleaningTally tally = new CleaningTally(
                List.of(new Sending(Map.of(0, 100L), Map.of()), new Sending(Map.of(0, 110L), Map.of(0, 104L))));
        // When
        tally.take(rejection(111, 105L, 6, "duplicate"));
        tally.take(rejection(112, 103L, 7, "duplicate"));
        // Then
        assertThat(tally.countByCode()).isEqualTo(Map.of("duplicate", 1L));
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** A file with ids that come twice and lines that are rejected, whose sender dies some times, between the events of others. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tally_ofAnImportThatDiedSometimes_isWhatAllEventsLackToBeClean(int seed) {
        // Given
        Simulation simulation = new Simulation(new Random(seed));
        // When
        simulation.run();
        // Then
        CleaningTally tally = new CleaningTally(simulation.sendings);
        simulation.rejections.forEach(tally::take);
        Map<String, Long> expected = new HashMap<>();
        for (Line line : simulation.file) {
            if (!simulation.cleanLines.contains(line.number())) {
                expected.merge(line.isBad() ? "rating-range" : "duplicate", 1L, Long::sum);
            }
        }
        assertThat(tally.countByCode()).isEqualTo(expected);
    }

    private record Line(long number, String id, boolean isBad) {
        int partition() {
            return Math.floorMod(id.hashCode(), PARTITIONS);
        }
    }

    /** The door, the topic and cleaning, slow and obvious. */
    private static final class Simulation {
        private final Random random;
        private final List<Line> file = new ArrayList<>();
        private final long[] ends = new long[PARTITIONS];
        private final Map<String, SourcePosition> firstById = new HashMap<>();
        private final List<Sending> sendings = new ArrayList<>();
        private final List<CleaningTally.Rejection> rejections = new ArrayList<>();
        private final Set<Long> cleanLines = new HashSet<>();
        private final Map<Integer, Long> known = new HashMap<>();
        private int done;

        Simulation(Random random) {
            this.random = random;
            for (int n = 1; n <= LINES; n++) {
                file.add(new Line(n, "id-" + random.nextInt(LINES), random.nextInt(5) == 0));
            }
        }

        void run() {
            others();
            while (done < LINES) {
                sendings.add(new Sending(ends(), known));
                send(random.nextInt(4) == 0 ? LINES : done + random.nextInt(LINES - done + 1));
                others();
            }
        }

        /** Sends lines up to there, of which each partition gets some, and enters those that are certain into the ledger. */
        private void send(int until) {
            int entered = until == LINES ? LINES : done + random.nextInt(until - done + 1);
            int[] ended = random.ints(PARTITIONS, entered, until + 1).toArray();
            for (int at = done; at < until; at++) {
                Line line = file.get(at);
                if (at >= ended[line.partition()]) {
                    continue;
                }
                SourcePosition position = new SourcePosition(line.partition(), ends[line.partition()]++);
                if (at < entered) {
                    known.put(position.partition(), position.offset());
                }
                clean(line, position);
                if (random.nextInt(3) == 0) {
                    others();
                }
            }
            done = entered;
        }

        private void clean(Line line, SourcePosition position) {
            SourcePosition first = line.isBad() ? null : firstById.putIfAbsent(line.id(), position);
            if (line.isBad() || first != null) {
                String code = line.isBad() ? "rating-range" : "duplicate";
                rejections.add(new CleaningTally.Rejection(position, first, line.number(), line.id(), code));
            } else {
                cleanLines.add(line.number());
            }
        }

        private void others() {
            ends[random.nextInt(PARTITIONS)] += random.nextInt(3);
        }

        private Map<Integer, Long> ends() {
            Map<Integer, Long> now = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                now.put(partition, ends[partition]);
            }
            return now;
        }
    }

    private static CleaningTally.Rejection rejection(long offset, @Nullable Long first, long line, String code) {
        SourcePosition came = first == null ? null : new SourcePosition(0, first);
        return new CleaningTally.Rejection(new SourcePosition(0, offset), came, line, "m" + line, code);
    }
}
