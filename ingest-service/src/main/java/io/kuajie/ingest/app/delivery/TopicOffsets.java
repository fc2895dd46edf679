package io.kuajie.ingest.app.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where topics begin and end at this moment, and how far groups have read them, as the brokers know it. Each question ends with an {@link
 * ExecutionException} after ten seconds at the latest.
 */
public final class TopicOffsets implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;

    private final Admin admin;
    private final Map<String, List<TopicPartition>> partitionsByTopic = new ConcurrentHashMap<>();

    /** @param client brokers and security; @param name of the client, in the brokers' logs */
    public TopicOffsets(Map<String, Object> client, String name) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, name);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        this.admin = Admin.create(settings);
    }

    /** The offset of the next record, by partition, of a topic whose partitions stay what they are. */
    public Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> known = partitionsByTopic.get(topic);
        if (known == null) {
            known = partitions(List.of(topic));
            partitionsByTopic.put(topic, known);
        }
        return at(known, OffsetSpec.latest());
    }

    /** All topics that this client may see. */
    public Set<String> topics() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    public List<TopicPartition> partitions(Collection<String> topics) throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    public Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, told) -> offsets.put(partition, told.offset()));
        return offsets;
    }

    /** What the group reads next, by partition; none of those that it has not begun. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
