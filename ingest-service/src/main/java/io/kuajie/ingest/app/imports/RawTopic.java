package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far behavior.raw is written, and cleaned. */
@ApplicationScoped
class RawTopic {
    private static final long PATIENCE_SECONDS = 10;

    private final Platform platform;
    private final String topic;

    RawTopic(Platform platform) {
        this.platform = platform;
        this.topic = platform.nameOf(TopicCatalog.BEHAVIOR_RAW);
    }

    /** The offset of the next record, by partition. @throws jakarta.ws.rs.WebApplicationException 503 while the broker is away */
    Map<Integer, Long> ends() {
        try (Admin admin = Admin.create(platform.kafka())) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            await(admin.describeTopics(List.of(topic)).allTopicNames())
                    .forEach((name, described) -> described
                            .partitions()
                            .forEach(partition ->
                                    latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<Integer, Long> ends = new HashMap<>();
            await(admin.listOffsets(latest).all())
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
        }
    }

    /** Whether cleaning has passed these positions. @throws jakarta.ws.rs.WebApplicationException 503 while the broker is away */
    boolean isCleaned(Map<Integer, Long> offsetByPartition) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return offsetByPartition.entrySet().stream().allMatch(written -> {
            OffsetAndMetadata next = committed.get(new TopicPartition(topic, written.getKey()));
            return next != null && next.offset() > written.getValue();
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = Admin.create(platform.kafka())) {
            return await(admin.listConsumerGroupOffsets(CleaningSetup.group(platform.prefix()))
                    .partitionsToOffsetAndMetadata());
        }
    }

    private static <A> A await(KafkaFuture<A> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; ask again.", e);
        }
    }
}
