package io.kuajie.ingest.app.inbound;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose partner has used up its quota: a topic keeps what it holds, so they are read later, and those of others meanwhile. For one
 * thread, as its consumer is.
 */
final class WaitingPartitions {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> endByPartition = new HashMap<>();

    WaitingPartitions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /**
     * Those of a partition's records that the quota lets through; the rest wait.
     *
     * @param quota takes one event, and tells 0 if it passes, else nanoseconds after which it would
     */
    <V> List<ConsumerRecord<V, V>> admitted(List<ConsumerRecord<V, V>> records, LongSupplier quota) {
        for (int n = 0; n < records.size(); n++) {
            long wait = quota.getAsLong();
            if (wait > 0) {
                ConsumerRecord<V, V> first = records.get(n);
                TopicPartition partition = new TopicPartition(first.topic(), first.partition());
                consumer.pause(List.of(partition));
                consumer.seek(partition, first.offset());
                endByPartition.put(partition, System.nanoTime() + wait);
                return records.subList(0, n);
            }
        }
        return records;
    }

    /** Has those read again that have waited. @return how long the next has to, at most what is given */
    Duration resume(Duration most) {
        long now = System.nanoTime();
        // What another instance has taken over waits there.
        endByPartition.keySet().retainAll(consumer.assignment());
        long next = most.toNanos();
        for (var partitions = endByPartition.entrySet().iterator(); partitions.hasNext(); ) {
            var partition = partitions.next();
            long left = partition.getValue() - now;
            if (left <= 0) {
                consumer.resume(List.of(partition.getKey()));
                partitions.remove();
            } else {
                next = Math.min(next, left);
            }
        }
        return Duration.ofNanos(next);
    }
}
