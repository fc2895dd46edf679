package io.kuajie.bench;

import io.kuajie.embedded.Servers;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Seconds from the start of an instance without local state until it is ready, less those with it: what a lost volume costs. Baseline: a
 * bare consumer that reads the same change log.
 */
final class ProfileRestore implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 1_000_000);
    private static final int HEAP_MEGABYTES = 256;
    private static final int PARTITIONS = 6;
    private static final String CHANGE_LOG = "profile-people-changelog";
    private static final String STATE = TopicCatalog.PROFILE_STATE.name();
    private static final long PATIENCE_SECONDS = 900;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "profile-restore";
    }

    @Override
    public String description() {
        return "seconds until an instance has restored %,d people, against reading their change log".formatted(PEOPLE);
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        return MeasuredServers.measure(PARTITIONS, out, ProfileRestore::measure);
    }

    private static Result measure(Path root, Path data, Servers servers, PrintStream out) throws Exception {
        Path state = data.resolve("state");
        try (ServiceRun service = start(root, data, servers);
                var load = new ProfileLoad(servers.bootstrapServers(), servers.registryUrl(), PEOPLE);
                var ends = new Ends(servers.bootstrapServers(), PARTITIONS)) {
            load.everybodyOnce();
            ends.await(STATE, PEOPLE, PATIENCE_SECONDS);
        }
        double kept = secondsOfStart(root, data, servers);
        TemporaryFolder.delete(state);
        double wiped = secondsOfStart(root, data, servers);
        long began = System.nanoTime();
        long records = read(servers.bootstrapServers());
        double plain = (System.nanoTime() - began) / NANOS_PER_SECOND;
        double restore = wiped - kept;
        out.printf(
                "  ready after %.1f s with local state, after %.1f s without; %,d changes restored in %.1f s, read in %.1f s%n",
                kept, wiped, records, restore, plain);
        return new Result("profile-restore", restore / plain, restore, plain, Double.NaN);
    }

    private static double secondsOfStart(Path root, Path data, Servers servers) throws Exception {
        long began = System.nanoTime();
        try (ServiceRun service = start(root, data, servers)) {
            return (System.nanoTime() - began) / NANOS_PER_SECOND;
        }
    }

    private static ServiceRun start(Path root, Path data, Servers servers) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "kuajie.streams.state-dir",
                data.resolve("state").toString(),
                "kuajie.streams.instance-id",
                "bench",
                "kuajie.profile.clusters.interval",
                "1h");
        return ServiceRun.start(
                root, "profile-service", HEAP_MEGABYTES, servers, settings, data.resolve("service.log"));
    }

    private static long read(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(CHANGE_LOG, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long records = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                records += consumer.poll(Duration.ofMillis(100)).count();
            }
            return records;
        }
    }
}
