package io.kuajie.ingest.app.rejected;

import io.kuajie.edge.Platform;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.app.Requests;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads behavior.rejected on demand: nothing is kept in memory for those who never ask. */
@ApplicationScoped
public class RejectedLog {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_READ = 500_000;

    private final Platform platform;
    private final String topic;
    private final AvroSerde<RejectedBehavior> values;

    RejectedLog(Platform platform) {
        this.platform = platform;
        this.topic = platform.nameOf(TopicCatalog.BEHAVIOR_REJECTED);
        this.values = platform.serdeOf(TopicCatalog.BEHAVIOR_REJECTED);
    }

    /** What is looked for; null is anything. */
    record Query(
            PartnerId partner,
            @Nullable String code,
            @Nullable String messageId,
            @Nullable String importName) {
        boolean matches(RejectedBehavior rejected) {
            return rejected.getPartner().equals(partner.value())
                    && (code == null || code.equals(rejected.getCode()))
                    && (messageId == null || messageId.equals(rejected.getMessageId()))
                    && (importName == null
                            || importName.equals(rejected.getOrigin().getId()));
        }
    }

    /** What cleaning rejected. @param isComplete whether all of it was looked at */
    public record Tally(Map<String, Long> countByCode, boolean isComplete) {}

    /** The latest matches first. */
    RejectedResource.Found search(Query query, Instant since, int limit) {
        Deque<RejectedView> found = new ArrayDeque<>();
        boolean complete = read(since, MOST_READ, PATIENCE, (record, value) -> {
            if (query.matches(value)) {
                found.addLast(RejectedView.of(record.partition(), record.offset(), value));
                if (found.size() > limit) {
                    found.removeFirst();
                }
            }
        });
        List<RejectedView> latest = new ArrayList<>(found);
        latest.sort(Comparator.comparing(RejectedView::rejectedAt).reversed());
        return new RejectedResource.Found(latest, complete);
    }

    /**
     * Counts what cleaning rejected of an import. Raw positions come in order but for those repeated after a crash, so each is counted
     * once by the highest seen so far.
     */
    public Tally tally(PartnerId partner, String importName, Instant since) {
        Query query = new Query(partner, null, null, importName);
        Map<String, Long> countByCode = new TreeMap<>();
        Map<Integer, Long> seenByPartition = new HashMap<>();
        boolean complete = read(since, Integer.MAX_VALUE, LONG_PATIENCE, (record, value) -> {
            Position position = value.getPosition();
            if (position != null
                    && query.matches(value)
                    && position.getOffset() > seenByPartition.getOrDefault(position.getPartition(), -1L)) {
                seenByPartition.put(position.getPartition(), position.getOffset());
                countByCode.merge(value.getCode(), 1L, Long::sum);
            }
        });
        return new Tally(countByCode, complete);
    }

    /** Hands on what was rejected since then, in order within each partition. @return whether that was all of it */
    private boolean read(
            Instant since,
            int most,
            Duration patience,
            BiConsumer<ConsumerRecord<String, byte[]>, RejectedBehavior> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = seek(consumer, since);
            long giveUp = System.nanoTime() + patience.toNanos();
            int read = 0;
            while (isBehind(consumer, ends) && read < most && System.nanoTime() < giveUp) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    read++;
                    value(record).ifPresent(value -> reader.accept(record, value));
                }
            }
            return !isBehind(consumer, ends);
        } catch (KafkaException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        }
    }

    /** What was rejected at a position of behavior.rejected, if it was this partner's. */
    Optional<RejectedView> at(PartnerId partner, SourcePosition position) {
        TopicPartition partition = new TopicPartition(topic, position.partition());
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            if (!partitions(consumer).contains(partition)) {
                return Optional.empty();
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.offset());
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (position.offset() < end && System.nanoTime() < giveUp) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    return record.offset() != position.offset()
                            ? Optional.empty()
                            : value(record)
                                    .filter(value -> value.getPartner().equals(partner.value()))
                                    .map(value -> RejectedView.of(record.partition(), record.offset(), value));
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        }
    }

    private Map<TopicPartition, Long> seek(KafkaConsumer<String, byte[]> consumer, Instant since) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        return ends;
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static boolean isBehind(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private Optional<RejectedBehavior> value(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(values.deserialize(topic, record.value()));
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
