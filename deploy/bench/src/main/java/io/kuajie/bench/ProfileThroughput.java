package io.kuajie.bench;

import io.kuajie.embedded.Servers;
import io.kuajie.topics.TopicCatalog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events a second from clean behaviour to profiles, with many people known and all as likely to come next. Baseline: {@link RocksRelay}
 * on the same records, on the same broker. Both meet a backlog; ours ends when the last profile is in its topic.
 */
final class ProfileThroughput implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 1_000_000);
    private static final int EVENTS_A_PERSON = Integer.getInteger("kuajie.bench.events", 3);
    private static final int ROUND = Integer.getInteger("kuajie.bench.round", 300_000);
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 5);
    private static final int HEAP_MEGABYTES = 256;
    private static final int PARTITIONS = 6;
    private static final String CLEAN = TopicCatalog.BEHAVIOR_CLEAN.name();
    private static final String STATE = TopicCatalog.PROFILE_STATE.name();
    private static final String RELAYED = "bench-relayed";
    private static final long PATIENCE_SECONDS = 420;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What one side did in one round. */
    private record Side(double perSecond, double cpuMicros) {}

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String description() {
        return "clean events to profiles, events/s with %,d people known, against a relay with a bare RocksDB get and put"
                .formatted(PEOPLE);
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        return MeasuredServers.measure(PARTITIONS, out, ProfileThroughput::measure);
    }

    private static Result measure(Path root, Path data, Servers servers, PrintStream out) throws Exception {
        RawTopic.create(servers.bootstrapServers(), RELAYED, PARTITIONS);
        Map<String, String> settings = Map.of(
                "kuajie.streams.state-dir",
                data.resolve("state").toString(),
                "kuajie.streams.threads",
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                "kuajie.profile.clusters.interval",
                "1h");
        Path log = Path.of(System.getProperty(
                "kuajie.bench.log", data.resolve("service.log").toString()));
        try (var service = ServiceRun.start(root, "profile-service", HEAP_MEGABYTES, servers, settings, log);
                var load = new ProfileLoad(servers.bootstrapServers(), servers.registryUrl(), PEOPLE);
                var ends = new Ends(servers.bootstrapServers(), PARTITIONS)) {
            preload(load, ends, out);
            StoredBytes bytes = StoredBytes.of(servers.bootstrapServers(), PARTITIONS);
            out.printf(
                    "  a clean event has %d bytes, a stored state %d, a change-log record %d, a profile %d%n",
                    bytes.event(), bytes.state(), bytes.changeLog(), bytes.profile());
            try (var relay = new RocksRelay(
                    servers.bootstrapServers(),
                    CLEAN,
                    RELAYED,
                    PARTITIONS,
                    data.resolve("relay"),
                    bytes.state(),
                    bytes.profile())) {
                relay.preload(RocksRelay.keys(PEOPLE, ProfileLoad::person));
                return rounds(service, load, ends, relay, out);
            }
        }
    }

    private static void preload(ProfileLoad load, Ends ends, PrintStream out) throws Exception {
        long start = System.nanoTime();
        for (int n = 1; n <= EVENTS_A_PERSON; n++) {
            load.everybodyOnce();
            ends.await(STATE, (long) n * PEOPLE, PATIENCE_SECONDS);
            out.printf("  %,d events of %,d people taken after %s%n", (long) n * PEOPLE, PEOPLE, since(start));
        }
    }

    private static Result rounds(ServiceRun service, ProfileLoad load, Ends ends, RocksRelay relay, PrintStream out)
            throws Exception {
        out.printf(
                "  %-6s %14s %14s %8s %16s %16s%n",
                "round", "ours events/s", "relay events/s", "ratio", "ours cpu us", "relay cpu us");
        List<double[]> rows = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            List<Long> from = ends.of(CLEAN);
            service.hold();
            load.anybody(ROUND);
            Side ours = ours(service, ends);
            Side plain = relayed(relay, from);
            double[] row = {ours.perSecond() / plain.perSecond(), ours.perSecond(), plain.perSecond()};
            // Round 0 warms both up.
            if (round > 0) {
                rows.add(row);
            }
            out.printf(
                    "  %-6s %,14.0f %,14.0f %8.3f %16.1f %16.1f%n",
                    round == 0 ? "warm-up" : round, row[1], row[2], row[0], ours.cpuMicros(), plain.cpuMicros());
        }
        return new Result("profile", Medians.of(rows, 0), Medians.of(rows, 1), Medians.of(rows, 2), Double.NaN);
    }

    private static Side ours(ServiceRun service, Ends ends) throws Exception {
        long before = ends.sum(STATE);
        double cpu = cpu();
        long start = System.nanoTime();
        service.release();
        ends.await(STATE, before + ROUND, PATIENCE_SECONDS);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new Side(ROUND / seconds, (cpu() - cpu) / ROUND * 1e6);
    }

    private static Side relayed(RocksRelay relay, List<Long> from) throws Exception {
        double cpu = cpu();
        double seconds = relay.copy(from, ROUND) / NANOS_PER_SECOND;
        return new Side(ROUND / seconds, (cpu() - cpu) / ROUND * 1e6);
    }

    /** Of this process and of all that it started: servers and service. */
    private static double cpu() {
        List<Long> pids = new ArrayList<>();
        pids.add(ProcessHandle.current().pid());
        ProcessHandle.current().descendants().map(ProcessHandle::pid).forEach(pids::add);
        return CpuTime.secondsOf(pids);
    }

    private static String since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s";
    }
}
