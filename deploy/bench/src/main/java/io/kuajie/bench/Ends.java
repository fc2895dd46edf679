package io.kuajie.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where topics end: how many records have arrived. */
final class Ends implements AutoCloseable {
    private final Admin admin;
    private final int partitions;

    Ends(String bootstrapServers, int partitions) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.partitions = partitions;
    }

    /** End offset of each partition. */
    List<Long> of(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                new TreeMap<>(java.util.Comparator.comparingInt(TopicPartition::partition));
        IntStream.range(0, partitions).forEach(p -> latest.put(new TopicPartition(topic, p), OffsetSpec.latest()));
        var found = admin.listOffsets(latest).all().get();
        return latest.keySet().stream()
                .map(p -> java.util.Objects.requireNonNull(found.get(p)).offset())
                .toList();
    }

    long sum(String topic) throws ExecutionException, InterruptedException {
        return of(topic).stream().mapToLong(Long::longValue).sum();
    }

    /** Waits until the topic holds so many records. */
    void await(String topic, long count, long patienceSeconds) throws ExecutionException, InterruptedException {
        long giveUp = System.nanoTime() + patienceSeconds * 1_000_000_000L;
        while (sum(topic) < count) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("%s holds %d records after %d s and should hold %d."
                        .formatted(topic, sum(topic), patienceSeconds, count));
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
