package io.kuajie.local;

import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How many records cleaning and profiles have yet to take, told by what they have committed. */
final class Lag {
    /** What each streams application reads first; its inner topics are found by what it has committed. */
    private static final Map<String, Topic<?>> SOURCE_BY_GROUP =
            Map.of("ingest-clean", TopicCatalog.BEHAVIOR_RAW, "profile", TopicCatalog.BEHAVIOR_CLEAN);

    private Lag() {}

    static long of(String bootstrapServers, String prefix) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            long lag = 0;
            for (Map.Entry<String, Topic<?>> source : SOURCE_BY_GROUP.entrySet()) {
                lag += of(admin, prefix + source.getKey(), source.getValue().on(prefix));
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The lag can't be read from " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the lag was read", e);
        }
    }

    private static long of(Admin admin, String group, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<TopicPartition> partitions = new HashSet<>(committed.keySet());
        admin.describeTopics(Set.of(topic))
                .allTopicNames()
                .get()
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var ends = new HashMap<>(admin.listOffsets(latest).all().get());
        long lag = 0;
        for (var end : ends.entrySet()) {
            OffsetAndMetadata taken = committed.get(end.getKey());
            lag += end.getValue().offset() - (taken == null ? 0 : taken.offset());
        }
        return lag;
    }
}
