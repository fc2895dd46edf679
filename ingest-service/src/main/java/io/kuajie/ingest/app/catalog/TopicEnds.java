package io.kuajie.ingest.app.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Where a topic ends at this moment. */
final class TopicEnds implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;

    private final Admin admin;
    private final String topic;
    /** A topic's partitions stay what they are. */
    private volatile @Nullable Map<TopicPartition, OffsetSpec> latest;

    /** @param client brokers and security */
    TopicEnds(Map<String, Object> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "ends-" + topic);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        this.admin = Admin.create(settings);
        this.topic = topic;
    }

    /** @throws ExecutionException if the brokers don't answer */
    Map<TopicPartition, Long> look() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest()).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<TopicPartition, OffsetSpec> latest() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> known = latest;
        if (known == null) {
            var described = admin.describeTopics(java.util.List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic);
            if (described == null) {
                throw new ExecutionException(new UnknownTopicOrPartitionException(topic));
            }
            known = described.partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            latest = known;
        }
        return known;
    }

    @Override
    public void close() {
        admin.close();
    }
}
