package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an event costs door and cleaning when ten times as many partners send the events of ten times as many people. */
final class IngestGrowth implements Bench {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 32;
    private static final int PARTNERS = 100;
    private static final int PEOPLE = 1_000_000;
    private static final int TIMES = 10;
    private static final int BATCHES = 3_000;
    private static final int WARM_UP_BATCHES = 8_000;
    private static final int ROUNDS = 5;
    private static final long PATIENCE_SECONDS = 300;

    @Override
    public String name() {
        return "ingest-growth";
    }

    @Override
    public String description() {
        return "processor time an event of door and cleaning with 10x partners and 10x people, against 1x";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig()) {
            URI door = rig.startService(partners());
            try (HttpLoad load = new HttpLoad(door, CONNECTIONS);
                    Ends ends = new Ends(rig.bootstrapServers(), DoorRig.PARTITIONS)) {
                Senders few = new Senders(door.getAuthority(), PARTNERS / TIMES, PEOPLE / TIMES, 1);
                Senders many = new Senders(door.getAuthority(), PARTNERS, PEOPLE, 2);
                Step step = new Step(rig, load, ends);
                step.micros(few, WARM_UP_BATCHES / 2);
                step.micros(many, WARM_UP_BATCHES / 2);
                out.printf("  %-6s %16s %16s %8s%n", "round", "10x us/event", "1x us/event", "ratio");
                List<double[]> rounds = new ArrayList<>();
                for (int round = 1; round <= ROUNDS; round++) {
                    double grown = step.micros(many, BATCHES);
                    double small = step.micros(few, BATCHES);
                    rounds.add(new double[] {grown, small, grown / small});
                    out.printf("  %-6d %16.2f %16.2f %8.3f%n", round, grown, small, grown / small);
                }
                return new Result(
                        name(), Medians.of(rounds, 2), Medians.of(rounds, 0), Medians.of(rounds, 1), Double.NaN);
            }
        }
    }

    /** Sends, waits until all is clean, and tells what that cost. */
    private record Step(DoorRig rig, HttpLoad load, Ends ends) {
        double micros(Senders senders, int batches) throws Exception {
            String clean = TopicCatalog.BEHAVIOR_CLEAN.name();
            long before = ends.sum(clean);
            double cpu = rig.cpuSeconds(0);
            load.run(batches, senders::next);
            ends.await(clean, before + (long) batches * BATCH, PATIENCE_SECONDS);
            return (rig.cpuSeconds(0) - cpu) * 1e6 / batches / BATCH;
        }
    }

    /** Partners who take turns. */
    private static final class Senders {
        private final List<TrackEvents> events = new ArrayList<>();
        private int turn;

        Senders(String host, int partners, int people, long seed) {
            for (int n = 0; n < partners; n++) {
                events.add(new TrackEvents(
                        host, key(n), BATCH, people / partners, seed * 1_000_000_000L + n * 10_000_000L, seed));
            }
        }

        ByteBuffer next() {
            return events.get(turn++ % events.size()).next();
        }
    }

    private static Map<String, String> partners() {
        Map<String, String> settings = new TreeMap<>();
        for (int n = 0; n < PARTNERS; n++) {
            settings.put("kuajie.partners.shop-%d.domain".formatted(n), "course");
            settings.put("kuajie.partners.shop-%d.write-keys".formatted(n), TestKeys.digest(key(n)));
        }
        return settings;
    }

    private static String key(int partner) {
        return "shop-%d-write-key".formatted(partner);
    }
}
