package io.kuajie.bench;

import io.kuajie.embedded.Servers;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Milliseconds from an event in behavior.clean until the profile that it changes is in profile.state, at a steady rate, while the next
 * generation of the streams carries everybody over from the one that works. Baseline: the same without.
 */
final class ProfileBackfill implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 3);
    private static final int EVENTS_A_SECOND = Integer.getInteger("kuajie.bench.rate", 1_000);
    private static final Duration ALONE = Duration.ofSeconds(15);
    private static final int HEAP_MEGABYTES = 256;
    private static final int PARTITIONS = 6;
    private static final int MORE_PARTITIONS = 12;
    private static final long PATIENCE_SECONDS = 300;
    private static final double MICROS_A_MILLI = 1_000;

    @Override
    public String name() {
        return "profile-backfill";
    }

    @Override
    public String description() {
        return "ms until a change shows while %,d people are carried over, against the same without".formatted(PEOPLE);
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        return MeasuredServers.measure(PARTITIONS, out, ProfileBackfill::measure);
    }

    private static Result measure(Path root, Path data, Servers servers, PrintStream out) throws Exception {
        List<double[]> rounds = new ArrayList<>();
        try (ServiceRun working = ServiceRun.start(
                        root,
                        "profile-service",
                        HEAP_MEGABYTES,
                        servers,
                        settings(data.resolve("state"), Map.of()),
                        data.resolve("service.log"));
                var load = new ProfileLoad(servers.bootstrapServers(), servers.registryUrl(), PEOPLE);
                var ends = new Ends(servers.bootstrapServers(), PARTITIONS)) {
            load.everybodyOnce();
            ends.await(TopicCatalog.PROFILE_STATE.name(), PEOPLE, PATIENCE_SECONDS);
            try (var changes = new ProfileChanges(load, servers.bootstrapServers(), PARTITIONS, EVENTS_A_SECOND)) {
                changes.during(() -> Thread.sleep(ALONE));
                for (int round = 0; round < ROUNDS; round++) {
                    rounds.add(round(root, data, servers, changes, round, out));
                }
            }
        }
        double during = Medians.of(rounds, 0);
        double alone = Medians.of(rounds, 1);
        double duringTail = Medians.of(rounds, 2);
        double aloneTail = Medians.of(rounds, 3);
        return new Result("profile-backfill", during / alone, during, alone, duringTail / aloneTail);
    }

    private static double[] round(
            Path root, Path data, Servers servers, ProfileChanges changes, int round, PrintStream out)
            throws Exception {
        Histogram alone = changes.during(() -> Thread.sleep(ALONE));
        Path log = data.resolve("next-%d.log".formatted(round));
        long[] nanos = new long[1];
        Histogram during;
        Map<String, String> next =
                Map.of("kuajie.streams.generation", "2", "kuajie.streams.partitions", "" + MORE_PARTITIONS);
        try (ServiceRun growing = ServiceRun.launch(
                root, "profile-service", HEAP_MEGABYTES, servers, settings(data.resolve("next-" + round), next), log)) {
            awaitLine(log, "Carrying people over");
            during = changes.during(() -> {
                long began = System.nanoTime();
                awaitLine(log, "following until");
                nanos[0] = System.nanoTime() - began;
            });
        }
        out.printf(
                "  round %d: p50 %.1f ms, p99 %.1f ms while %,d people were carried over in %.1f s; alone %.1f and %.1f ms%n",
                round + 1,
                millis(during, 50),
                millis(during, 99),
                PEOPLE,
                nanos[0] / 1e9,
                millis(alone, 50),
                millis(alone, 99));
        return new double[] {millis(during, 50), millis(alone, 50), millis(during, 99), millis(alone, 99)};
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_A_MILLI;
    }

    private static Map<String, String> settings(Path state, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("kuajie.streams.state-dir", state.toString());
        settings.put("kuajie.profile.clusters.interval", "1h");
        return settings;
    }

    private static void awaitLine(Path log, String text) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!Files.exists(log) || !Files.readString(log).contains(text)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("The next generation has not said '%s' within %d s; see %s."
                        .formatted(text, PATIENCE_SECONDS, log));
            }
            Thread.sleep(20);
        }
    }
}
