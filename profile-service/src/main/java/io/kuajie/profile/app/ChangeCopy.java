package io.kuajie.profile.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies records to another topic, by key, in the order of each partition. For the thread that makes it; its clients' threads are of
 * the class of that one.
 */
final class ChangeCopy implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChangeCopy.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TELLING = Duration.ofSeconds(5);

    private final String topic;
    private final CopyPace pace;
    private final BooleanSupplier isStopped;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final KafkaProducer<byte[], byte[]> writer;
    private long copied;
    private volatile @Nullable Exception lost;

    /**
     * @param client how brokers are reached
     * @param from offset by partition; where records are gone already, from the first that is there
     * @param topic to copy to
     * @param isStopped whether to give up
     */
    ChangeCopy(
            Map<String, Object> client,
            Map<TopicPartition, Long> from,
            String topic,
            CopyPace pace,
            BooleanSupplier isStopped) {
        this.topic = topic;
        this.pace = pace;
        this.isStopped = isStopped;
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reader = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        reader.assign(from.keySet());
        from.forEach(reader::seek);
        Map<String, Object> writing = new HashMap<>(client);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        writer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Copies what is before these offsets, and maybe some more; less when stopped. */
    void upTo(Map<TopicPartition, Long> ends) {
        long told = System.nanoTime();
        while (!isStopped.getAsBoolean() && remaining(ends) > 0) {
            more();
            if (System.nanoTime() - told > TELLING.toNanos()) {
                told = System.nanoTime();
                LOG.infof("%d changes carried over, %d to go", copied, remaining(ends));
            }
        }
    }

    /** Copies what there is, or waits a moment for it. */
    void more() {
        ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            writer.send(
                    new ProducerRecord<>(topic, null, record.timestamp(), record.key(), record.value()),
                    (metadata, failure) -> lost = failure == null ? lost : failure);
        }
        copied += records.count();
        pause(pace.pauseAfter(records.count(), System.nanoTime()));
    }

    /**
     * Waits until all that was copied is stored.
     *
     * @return offset by partition, before which all is copied
     * @throws IllegalStateException if a record could not be stored
     */
    Map<TopicPartition, Long> settled() {
        writer.flush();
        if (lost != null) {
            throw new IllegalStateException("A change could not be copied to %s; start again.".formatted(topic), lost);
        }
        return reader.assignment().stream().collect(Collectors.toMap(partition -> partition, reader::position));
    }

    /** Whether what is before these offsets is copied, though maybe not stored yet. */
    boolean isAt(Map<TopicPartition, Long> ends) {
        return remaining(ends) == 0;
    }

    /** How many records so far. */
    long copied() {
        return copied;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }

    /** Hears of a stop soon. */
    private void pause(Duration whole) {
        long end = System.nanoTime() + whole.toNanos();
        for (long left = end - System.nanoTime();
                left > 0 && !isStopped.getAsBoolean();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
        }
    }

    private long remaining(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reader.position(end.getKey())))
                .sum();
    }
}
