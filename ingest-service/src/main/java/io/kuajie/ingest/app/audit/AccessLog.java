package io.kuajie.ingest.app.audit;

import io.kuajie.edge.Platform;
import io.kuajie.events.AuditedAccess;
import io.kuajie.ingest.app.Requests;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads audit.accesses on demand, from its end backwards, a stretch at a time. */
@ApplicationScoped
class AccessLog {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int STRETCH = 5_000;
    private static final int MOST_READ = 200_000;

    private final Platform platform;
    private final TopicPartition partition;
    private final AvroSerde<AuditedAccess> values;

    AccessLog(Platform platform) {
        this.platform = platform;
        this.partition = new TopicPartition(platform.nameOf(TopicCatalog.AUDIT_ACCESSES), 0);
        this.values = platform.serdeOf(TopicCatalog.AUDIT_ACCESSES);
    }

    /** What is looked for; null is anything. @param subject of the person */
    record Query(
            @Nullable String service,
            @Nullable String caller,
            @Nullable String subject) {
        boolean matches(AuditedAccess access) {
            return (service == null || service.equals(access.getService()))
                    && (caller == null || caller.equals(access.getCaller()))
                    && (subject == null || subject.equals(access.getSubject()));
        }
    }

    /** The latest matches before a position. */
    AuditResource.Page before(long position, Query query, int limit) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
            long at = Math.min(position, consumer.endOffsets(one).getOrDefault(partition, 0L));
            long least = Math.max(begin, at - MOST_READ);
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            List<AccessView> found = new ArrayList<>();
            while (at > least && found.size() < limit && System.nanoTime() < giveUp) {
                at = take(stretch(consumer, Math.max(least, at - STRETCH), at), query, limit, found)
                        .orElse(Math.max(least, at - STRETCH));
            }
            return new AuditResource.Page(found, at > begin ? Long.toString(at) : null);
        } catch (KafkaException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        }
    }

    /** Adds matches from the last on. @return the position of the one that made them enough, if they are */
    private Optional<Long> take(
            List<ConsumerRecord<String, byte[]>> records, Query query, int limit, List<AccessView> found) {
        for (ConsumerRecord<String, byte[]> record : records.reversed()) {
            value(record).filter(query::matches).map(AccessView::of).ifPresent(found::add);
            if (found.size() == limit) {
                return Optional.of(record.offset());
            }
        }
        return Optional.empty();
    }

    /** The records of {@code [from, to)}. */
    private List<ConsumerRecord<String, byte[]>> stretch(KafkaConsumer<String, byte[]> consumer, long from, long to) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.seek(partition, from);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to) {
            if (System.nanoTime() >= giveUp) {
                throw Requests.later(503, "The broker is slow to answer; ask again.", null);
            }
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < to) {
                    records.add(record);
                }
            });
        }
        return records;
    }

    private Optional<AuditedAccess> value(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(values.deserialize(partition.topic(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(platform.kafka());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
