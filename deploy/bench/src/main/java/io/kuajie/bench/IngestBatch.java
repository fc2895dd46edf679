package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events a second through the door in batches, to the last acknowledgement, against the plain producer writing the bytes that the
 * door wrote. The door runs alone in its process, without cleaning, which has a benchmark of its own.
 */
final class IngestBatch implements Bench {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 64;
    private static final int USERS = 100_000;
    private static final int BATCHES = 10_000;
    private static final int ROUNDS = 9;
    private static final int WARM_UP_BATCHES = 20_000;
    private static final int BASELINE_RECORDS = 100_000;
    private static final int BASELINE_WARM_UP = 3_000_000;
    private static final String COPY = "bench.copy";
    private static final double NANOS = 1e9;
    /** Seven tenths of what the manifests give it; the plain producer's process has a little more. */
    private static final List<String> HEAP_OF_A_POD = List.of("-Xms716m", "-Xmx716m");

    @Override
    public String name() {
        return "ingest-batch";
    }

    @Override
    public String description() {
        return "events/s over HTTP, batches of 100 track messages, against the plain producer writing the same Avro bytes";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig()) {
            URI door = rig.startService(
                    "ingest-service", HEAP_OF_A_POD, Map.of("kuajie.ingest.cleaning.enabled", "false"));
            RawTopic.create(rig.bootstrapServers(), COPY, DoorRig.PARTITIONS);
            TrackEvents events = new TrackEvents(door.getAuthority(), TestKeys.ACADEMY_WRITE_KEY, BATCH, USERS, 0, 1);
            try (HttpLoad load = new HttpLoad(door, CONNECTIONS);
                    var producer = RawTopic.producer(rig.bootstrapServers())) {
                WarmUp warmUp = new WarmUp(rig, 0);
                warmUp.run(() -> load.run(WARM_UP_BATCHES, events::next));
                out.printf("  %s%n", warmUp);
                List<RawTopic.Bytes> written =
                        RawTopic.read(rig.bootstrapServers(), TopicCatalog.BEHAVIOR_RAW.name(), BASELINE_RECORDS);
                RawTopic.write(producer, COPY, written, BASELINE_WARM_UP);
                int bytes = (int) written.stream()
                        .mapToInt(record -> record.key().length + record.value().length)
                        .average()
                        .orElseThrow();
                out.printf("  %d bytes of JSON an event, %d bytes of key and Avro%n", TrackEvents.EVENT_BYTES, bytes);
                return rounds(
                        out,
                        rig,
                        () -> load.run(BATCHES, events::next),
                        () -> RawTopic.write(producer, COPY, written, BATCHES * BATCH));
            }
        }
    }

    private interface Timed {
        long nanos() throws Exception;
    }

    private static Result rounds(PrintStream out, DoorRig rig, Timed ours, Timed baseline) throws Exception {
        int count = BATCHES * BATCH;
        out.printf(
                "  %-6s %14s %14s %8s %18s %18s%n",
                "round", "door events/s", "plain events/s", "ratio", "door cpu us/event", "broker cpu us/event");
        List<double[]> rounds = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double door = rig.cpuSeconds(0);
            double broker = rig.brokerCpuSeconds();
            double through = count * NANOS / ours.nanos();
            double doorCpu = (rig.cpuSeconds(0) - door) * 1e6 / count;
            double brokerCpu = (rig.brokerCpuSeconds() - broker) * 1e6 / count;
            double plain = count * NANOS / baseline.nanos();
            rounds.add(new double[] {through, plain, through / plain, doorCpu});
            out.printf(
                    "  %-6d %14.0f %14.0f %8.3f %18.2f %18.2f%n",
                    round, through, plain, through / plain, doorCpu, brokerCpu);
        }
        return new Result(
                "ingest-batch", Medians.of(rounds, 2), Medians.of(rounds, 0), Medians.of(rounds, 1), Double.NaN);
    }
}
