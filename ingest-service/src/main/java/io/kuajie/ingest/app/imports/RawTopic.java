package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.TopicOffsets;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.topics.TopicCatalog;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far behavior.raw is written, and cleaned. */
@Singleton
class RawTopic {
    private final String topic;
    private final String cleaning;
    private final TopicOffsets offsets;

    RawTopic(Platform platform) {
        this.topic = platform.nameOf(TopicCatalog.BEHAVIOR_RAW);
        this.cleaning = CleaningSetup.group(platform.prefix());
        this.offsets = new TopicOffsets(platform.kafka(), "ingest-imports");
    }

    /** The offset of the next record, by partition. @throws WebApplicationException 503 while the broker is away */
    Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        answer(() -> offsets.ends(topic)).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /** Whether cleaning has passed these positions. @throws WebApplicationException 503 while the broker is away */
    boolean isCleaned(Map<Integer, Long> offsetByPartition) {
        Map<TopicPartition, OffsetAndMetadata> committed = answer(() -> offsets.committed(cleaning));
        return offsetByPartition.entrySet().stream().allMatch(written -> {
            OffsetAndMetadata next = committed.get(new TopicPartition(topic, written.getKey()));
            return next != null && next.offset() > written.getValue();
        });
    }

    @FunctionalInterface
    private interface Question<A> {
        A ask() throws ExecutionException, InterruptedException;
    }

    private static <A> A answer(Question<A> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; ask again.", e);
        }
    }

    @PreDestroy
    void close() {
        offsets.close();
    }
}
