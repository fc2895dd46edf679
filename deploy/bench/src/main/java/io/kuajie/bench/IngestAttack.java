package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Processor time of a batch that is refused because its partner's quota is used up, against one that is taken, and what another partner
 * at a modest rate notices of the attack. All of it, attacker included, is on one machine.
 */
final class IngestAttack implements Bench {
    private static final int BATCH = 100;
    private static final int USERS = 100_000;
    private static final int TAKEN_BATCHES = 10_000;
    private static final int CONNECTIONS = 32;
    private static final int ATTACKERS = 8;
    private static final String QUOTA = "1000";
    private static final int HONEST_A_SECOND = 500;
    private static final int HONEST_SECONDS = 6;
    private static final int ROUNDS = 3;
    private static final double MICROS = 1e6;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "ingest-attack";
    }

    @Override
    public String description() {
        return "processor time of a batch that is taken, against one beyond its partner's quota; p99 of another partner meanwhile";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig()) {
            URI door = rig.startService(Map.of(
                    "kuajie.ingest.cleaning.enabled",
                    "false",
                    "kuajie.ingest.quotas.academy.events-per-second",
                    QUOTA));
            try (HttpLoad batches = new HttpLoad(door, CONNECTIONS);
                    HttpLoad singles = new HttpLoad(door, CONNECTIONS)) {
                Rounds rounds = new Rounds(rig, door, batches, singles);
                WarmUp warmUp = new WarmUp(rig, 0);
                warmUp.run(rounds::next);
                out.printf("  %s%n", warmUp);
                out.printf(
                        "  %-6s %18s %20s %16s %18s %16s %14s %14s%n",
                        "round",
                        "cpu us/taken batch",
                        "cpu us/refused batch",
                        "cpu us/taken MB",
                        "cpu us/refused MB",
                        "refused/s",
                        "p99 alone ms",
                        "p99 beside ms");
                List<double[]> measured = new ArrayList<>();
                for (int round = 1; round <= ROUNDS; round++) {
                    Found found = rounds.next();
                    measured.add(found.columns());
                    out.printf("  %-6d %s%n", round, found);
                }
                return new Result(
                        name(),
                        Medians.of(measured, 0) / Medians.of(measured, 1),
                        Medians.of(measured, 0),
                        Medians.of(measured, 1),
                        Medians.of(measured, 3) / Medians.of(measured, 2));
            }
        }
    }

    /** Of one round. @param taken microseconds of processor time a batch; refused likewise; alone milliseconds at p99, beside likewise */
    private record Found(double taken, double refused, double alone, double beside, double megabytes, double aSecond) {
        double[] columns() {
            return new double[] {taken, refused, alone, beside};
        }

        @Override
        public String toString() {
            return "%18.1f %20.1f %16.1f %18.1f %16.0f %14.2f %14.2f"
                    .formatted(taken, refused, taken / megabytes, refused / megabytes, aSecond, alone, beside);
        }
    }

    private static final class Rounds {
        private final DoorRig rig;
        private final URI door;
        private final HttpLoad batches;
        private final HttpLoad singles;
        private final TrackEvents taken;
        private final TrackEvents honest;
        private final List<Supplier<ByteBuffer>> attackers;

        Rounds(DoorRig rig, URI door, HttpLoad batches, HttpLoad singles) {
            this.rig = rig;
            this.door = door;
            this.batches = batches;
            this.singles = singles;
            String host = door.getAuthority();
            taken = new TrackEvents(host, TestKeys.BLOSSOM_WRITE_KEY, BATCH, USERS, 0, 1);
            honest = new TrackEvents(host, TestKeys.BLOSSOM_WRITE_KEY, 1, USERS, 1L << 36, 2);
            attackers = IntStream.range(0, ATTACKERS)
                    .mapToObj(n -> new TrackEvents(host, TestKeys.ACADEMY_WRITE_KEY, BATCH, USERS, 0, 3L + n))
                    .<Supplier<ByteBuffer>>map(events -> events::next)
                    .toList();
        }

        Found next() throws Exception {
            double start = rig.cpuSeconds(0);
            batches.run(TAKEN_BATCHES, taken::next);
            double cpuTaken = (rig.cpuSeconds(0) - start) * MICROS / TAKEN_BATCHES;
            double before = rig.cpuSeconds(0);
            Histogram alone = paced();
            double cpuAlone = rig.cpuSeconds(0) - before;
            double attacked = rig.cpuSeconds(0);
            AttackLoad attack = new AttackLoad(door, attackers);
            Histogram beside = paced();
            attack.end();
            // What the few batches within the quota cost is counted with those beyond.
            double cpuRefused = (rig.cpuSeconds(0) - attacked - cpuAlone) * MICROS / attack.refused();
            return new Found(
                    cpuTaken,
                    cpuRefused,
                    millis(alone),
                    millis(beside),
                    taken.next().remaining() / MEGABYTE,
                    attack.refused() / (double) HONEST_SECONDS);
        }

        private Histogram paced() throws Exception {
            return singles.paced(HONEST_A_SECOND * HONEST_SECONDS, HONEST_A_SECOND, honest::next);
        }

        private static double millis(Histogram latencies) {
            return latencies.getValueAtPercentile(99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
    }
}
