package io.kuajie.ingest.app.inbound;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records of its topics a group has still to read, as the brokers know it: what nobody reads at present counts, too. */
final class TopicLag implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;

    private final Admin admin;
    private final String group;
    private final Predicate<String> isOfGroup;

    /** @param client brokers and security; @param isOfGroup which topics the group reads */
    TopicLag(Map<String, Object> client, String group, Predicate<String> isOfGroup) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, group + "-lag");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        this.admin = Admin.create(settings);
        this.group = group;
        this.isOfGroup = isOfGroup;
    }

    /** Records by topic. What the brokers have dropped by now waits no more. @throws ExecutionException if they don't answer */
    Map<String, Long> look() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions();
        // Places first: what is read meanwhile makes the lag no less than it was.
        Map<TopicPartition, OffsetAndMetadata> places = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<String, Long> lagByTopic = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata place = places.get(partition);
            long next = Math.max(place == null ? 0 : place.offset(), starts.getOrDefault(partition, 0L));
            long lag = Math.max(0, ends.getOrDefault(partition, 0L) - next);
            lagByTopic.merge(partition.topic(), lag, Long::sum);
        }
        return lagByTopic;
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        List<String> topics =
                admin.listTopics().names().get().stream().filter(isOfGroup).toList();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(TopicLag::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> told =
                admin.listOffsets(asked).all().get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        told.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close();
    }
}
