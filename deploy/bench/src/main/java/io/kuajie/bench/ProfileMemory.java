package io.kuajie.bench;

import io.kuajie.embedded.Servers;
import io.kuajie.events.Profile;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Bytes a person in the profile service's store, as its files are after a clean stop, against what there is to know: the vector of 64
 * floats and, once a person, each id and name: the person's key, items, industries, categories.
 */
final class ProfileMemory implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 200_000);
    private static final int EVENTS_A_PERSON = Integer.getInteger("kuajie.bench.events", 8);
    private static final int HEAP_MEGABYTES = 256;
    private static final int PARTITIONS = 6;
    private static final int SAMPLE = 3_000;
    private static final long PATIENCE_SECONDS = 420;
    private static final String STATE = TopicCatalog.PROFILE_STATE.name();

    @Override
    public String name() {
        return "profile-memory";
    }

    @Override
    public String description() {
        return "bytes a person in the profile store, against vector and ids (ratio: ours / content)";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        return MeasuredServers.measure(PARTITIONS, out, ProfileMemory::measure);
    }

    private static Result measure(Path root, Path data, Servers servers, PrintStream out) throws Exception {
        Path state = data.resolve("state");
        fill(root, state, data.resolve("service.log"), servers);
        double stored = (double) bytesOf(state) / PEOPLE;
        double content = content(servers);
        out.printf(
                "  %,d people with %d events each: %.0f bytes a person on disk, %.0f of content%n",
                PEOPLE, EVENTS_A_PERSON, stored, content);
        return new Result("profile-memory", stored / content, stored, content, Double.NaN);
    }

    private static void fill(Path root, Path state, Path log, Servers servers) throws Exception {
        Map<String, String> settings =
                Map.of("kuajie.streams.state-dir", state.toString(), "kuajie.profile.clusters.interval", "1h");
        try (var service = ServiceRun.start(root, "profile-service", HEAP_MEGABYTES, servers, settings, log);
                var load = new ProfileLoad(servers.bootstrapServers(), servers.registryUrl(), PEOPLE);
                var ends = new Ends(servers.bootstrapServers(), PARTITIONS)) {
            for (int n = 1; n <= EVENTS_A_PERSON; n++) {
                load.everybodyOnce();
                ends.await(STATE, (long) n * PEOPLE, PATIENCE_SECONDS);
            }
        }
    }

    private static long bytesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // What holds data; RocksDB's own log of what it did is no state.
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Mean over the latest profiles. */
    private static double content(Servers servers) {
        try (var registry = new SchemaRegistry(servers.registryUrl());
                var consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.bootstrapServers(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var serde = AvroSerde.of(registry, Profile.class);
            List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new TopicPartition(STATE, p))
                    .toList();
            consumer.assign(all);
            consumer.endOffsets(all)
                    .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - SAMPLE / PARTITIONS)));
            long sum = 0;
            int count = 0;
            for (int polls = 0; polls < 20 && count < SAMPLE / 2; polls++) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    Profile profile = serde.deserialize(STATE, record.value());
                    if (profile != null) {
                        sum += content(profile);
                        count++;
                    }
                }
            }
            return (double) sum / Math.max(1, count);
        }
    }

    private static long content(Profile profile) {
        TreeSet<String> names = new TreeSet<>();
        names.add(profile.getPerson());
        profile.getItems().forEach(item -> names.add(item.getItem()));
        profile.getDimensions().forEach(dimension -> {
            names.add(dimension.getDomain());
            names.add(dimension.getCategory());
        });
        return profile.getVector().remaining()
                + names.stream()
                        .mapToLong(name -> name.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
    }
}
