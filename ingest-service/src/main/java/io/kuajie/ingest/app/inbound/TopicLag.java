package io.kuajie.ingest.app.inbound;

import io.kuajie.ingest.app.delivery.TopicOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records of its topics a group has still to read, as the brokers know it: what nobody reads at present counts, too. */
final class TopicLag implements AutoCloseable {
    private final TopicOffsets offsets;
    private final String group;
    private final Predicate<String> isOfGroup;

    /** @param client brokers and security; @param isOfGroup which topics the group reads */
    TopicLag(Map<String, Object> client, String group, Predicate<String> isOfGroup) {
        this.offsets = new TopicOffsets(client, group + "-lag");
        this.group = group;
        this.isOfGroup = isOfGroup;
    }

    /** Records by topic. What the brokers have dropped by now waits no more. @throws ExecutionException if they don't answer */
    Map<String, Long> look() throws ExecutionException, InterruptedException {
        // Found anew each time: partners' topics come and go, and may grow.
        List<TopicPartition> partitions =
                offsets.partitions(offsets.topics().stream().filter(isOfGroup).toList());
        // Places first: what is read meanwhile makes the lag no less than it was.
        Map<TopicPartition, OffsetAndMetadata> places = offsets.committed(group);
        Map<TopicPartition, Long> starts = offsets.at(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets.at(partitions, OffsetSpec.latest());
        Map<String, Long> lagByTopic = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata place = places.get(partition);
            long next = Math.max(place == null ? 0 : place.offset(), starts.getOrDefault(partition, 0L));
            long lag = Math.max(0, ends.getOrDefault(partition, 0L) - next);
            lagByTopic.merge(partition.topic(), lag, Long::sum);
        }
        return lagByTopic;
    }

    @Override
    public void close() {
        offsets.close();
    }
}
