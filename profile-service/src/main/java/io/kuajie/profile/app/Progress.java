package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.profile.topology.ProfileTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the streams had come at one moment: what lies before the offsets has shown in all that they tell. */
record Progress(Map<TopicPartition, Long> offsets) {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    boolean hasPassed(String topic, int partition, long offset) {
        return offset < offsets.getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    /**
     * What is committed now, once the snapshots that it led to have been taken in too.
     *
     * @throws IllegalStateException where the streams don't get there within a minute
     */
    static Progress of(Platform platform) {
        String application = StreamsConfiguration.applicationId(platform);
        String snapshots = application + "-" + ProfileTopology.SNAPSHOTS + "-repartition";
        try (Admin admin = Admin.create(platform.kafka())) {
            Map<TopicPartition, Long> committed = committed(admin, application);
            Map<TopicPartition, Long> ends = ends(admin, snapshots);
            Instant giveUp = Instant.now().plus(PATIENCE);
            while (isBehind(committed(admin, application), ends)) {
                if (Instant.now().isAfter(giveUp)) {
                    throw new IllegalStateException(
                            "The streams have not taken in what leaves sent to persons within a minute; see whether they run, and try again.");
                }
                Thread.sleep(PAUSE);
            }
            return new Progress(committed);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The brokers did not tell how far the streams have come.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking how far the streams have come.", e);
        }
    }

    private static boolean isBehind(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> end.getValue() > 0 && committed.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> told = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        told.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        int count = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
