package io.kuajie.ingest.app.rejected;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.Requests;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads a topic on demand: nothing is kept in memory for those who never ask. What can't be decoded is left out, and told. */
final class TopicReader<V extends SpecificRecord> {
    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_FETCH_MILLIS = 20;

    private final Platform platform;
    private final String topic;
    private final AvroSerde<V> values;

    TopicReader(Platform platform, Topic<V> topic) {
        this.platform = platform;
        this.topic = platform.nameOf(topic);
        this.values = platform.serdeOf(topic);
    }

    /**
     * Hands on what was written since then, in order within each partition.
     *
     * @param reader may throw a SerializationException at what means nothing to it
     * @return whether that was all of it, and all of it could be read
     */
    boolean read(Instant since, int most, Duration patience, BiConsumer<SourcePosition, V> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = seek(consumer, since);
            long giveUp = System.nanoTime() + patience.toNanos();
            int read = 0;
            boolean isReadable = true;
            while (isBehind(consumer, ends) && read < most && System.nanoTime() < giveUp) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    read++;
                    isReadable &= isHandedOn(record, reader);
                }
            }
            return isReadable && !isBehind(consumer, ends);
        } catch (KafkaException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        }
    }

    /** The record at a position, if there is one. */
    Optional<V> at(SourcePosition position) {
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
                    return record.offset() == position.offset() ? value(record) : Optional.empty();
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

    private static SourcePosition position(ConsumerRecord<?, ?> record) {
        return new SourcePosition(record.partition(), record.offset());
    }

    private static boolean isBehind(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private boolean isHandedOn(ConsumerRecord<String, byte[]> record, BiConsumer<SourcePosition, V> reader) {
        try {
            V value = values.deserialize(topic, record.value());
            if (value != null) {
                reader.accept(position(record), value);
            }
            return true;
        } catch (SerializationException e) {
            LOG.warnf(e, "What stands in %s at %s can't be read", topic, position(record));
            return false;
        }
    }

    private Optional<V> value(ConsumerRecord<String, byte[]> record) {
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
        // Closing waits for the last answer, which there is nothing more to wait for.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH_MILLIS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
