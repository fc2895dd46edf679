package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Memory of ingest-service, door and cleaning, over ten minutes at full load: the last fifth against the second, for the first is
 * spent on warming up. Java property {@code kuajie.bench.minutes} changes the time.
 */
final class IngestMemory implements Bench {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 32;
    private static final int PEOPLE = 1_000_000;
    private static final int BATCHES_AT_ONCE = 500;
    private static final int SAMPLES = 20;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "ingest-memory";
    }

    @Override
    public String description() {
        return "resident memory of ingest-service at the end of ten minutes at full load, against the second to fourth";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        long nanos = TimeUnit.MINUTES.toNanos(Long.getLong("kuajie.bench.minutes", 10));
        try (DoorRig rig = new DoorRig()) {
            keepLittle(rig.bootstrapServers());
            URI door = rig.startService(Map.of());
            TrackEvents events = new TrackEvents(door.getAuthority(), TestKeys.ACADEMY_WRITE_KEY, BATCH, PEOPLE, 0, 1);
            List<Double> megabytes = new ArrayList<>();
            try (HttpLoad load = new HttpLoad(door, CONNECTIONS)) {
                out.printf("  %-8s %14s %14s%n", "minute", "resident MB", "events");
                long start = System.nanoTime();
                long sent = 0;
                for (int sample = 1; sample <= SAMPLES; sample++) {
                    while (System.nanoTime() - start < nanos / SAMPLES * sample) {
                        load.run(BATCHES_AT_ONCE, events::next);
                        sent += (long) BATCHES_AT_ONCE * BATCH;
                    }
                    megabytes.add(rig.residentBytes(0) / MEGABYTE);
                    out.printf("  %-8.1f %14.0f %14d%n", (System.nanoTime() - start) / 60e9, megabytes.getLast(), sent);
                }
            }
            double late = mean(megabytes.subList(SAMPLES * 4 / 5, SAMPLES));
            double early = mean(megabytes.subList(SAMPLES / 5, SAMPLES * 2 / 5));
            return new Result(name(), late / early, late, early, Double.NaN);
        }
    }

    /** Ten minutes are several times what a small disk holds. */
    private static void keepLittle(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<AlterConfigOp> little = List.of(
                    new AlterConfigOp(new ConfigEntry("retention.bytes", "268435456"), AlterConfigOp.OpType.SET),
                    new AlterConfigOp(new ConfigEntry("segment.bytes", "67108864"), AlterConfigOp.OpType.SET));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalog.BEHAVIOR_CLEAN.name()), little))
                    .all()
                    .get();
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
