package io.kuajie.profile.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries people over from the generation before, which goes on working: copies its change log into that of the new one, key by key
 * and no faster than its pace, follows it, and takes over where it left as soon as its last instance is gone.
 *
 * <p>What is stored of a leaf says up to which position of behavior.raw it goes, whatever partition it is stored in. So a copy of the
 * change log to its end, together with the offsets committed at that time, is the same as a restart of the former generation: events
 * past the offsets that are in the state already are recognised, none is missing. Interrupted at any point, it may begin anew, because
 * later copies of a key follow earlier ones.
 */
final class Growth implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Growth.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TELLING = Duration.ofSeconds(5);
    private static final String DAY_MILLIS = Long.toString(Duration.ofDays(1).toMillis());
    private static final CopyPace AS_FAST_AS_CAN_BE = new CopyPace(0);
    /** The streams delete what they have read from it themselves. */
    private static final String NEVER = "-1";

    private final Generation from;
    private final Generation to;
    private final int partitions;
    private final Map<String, String> changeLogSettings;
    private final CopyPace pace;
    private final BooleanSupplier isStopped;
    private final GroupOffsets groups;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final KafkaProducer<byte[], byte[]> writer;
    private long copied;
    private volatile @Nullable Exception lost;

    /**
     * @param client how brokers are reached
     * @param partitions of the new generation
     * @param changeLogSettings of its change log, by configuration key
     * @param pace of copying while the former generation works; what is left when it has stopped is copied as fast as can be
     * @param isStopped whether to give up
     */
    Growth(
            Map<String, Object> client,
            Generation to,
            int partitions,
            Map<String, String> changeLogSettings,
            CopyPace pace,
            BooleanSupplier isStopped) {
        this.from = to.before();
        this.to = to;
        this.partitions = partitions;
        this.changeLogSettings = changeLogSettings;
        this.pace = pace;
        this.isStopped = isStopped;
        this.groups = new GroupOffsets(client);
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.reader = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> writing = new HashMap<>(client);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        this.writer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns when the new generation may start, or when it was stopped. */
    void carryOver() {
        if (!groups.committed(to.applicationId()).isEmpty()) {
            return;
        }
        create(to.changeLog(), changeLogSettings);
        create(
                to.snapshots(),
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        NEVER,
                        TopicConfig.SEGMENT_MS_CONFIG,
                        changeLogSettings.getOrDefault(TopicConfig.SEGMENT_MS_CONFIG, DAY_MILLIS)));
        List<TopicPartition> logs = groups.partitions(from.changeLog());
        reader.assign(logs);
        reader.seekToBeginning(logs);
        LOG.infof("Carrying people over from %s to %s with %d partitions", from, to, partitions);
        copyTo(groups.ends(from.changeLog()), to.changeLog(), pace);
        LOG.infof("Carried over %d changes; following until the last instance of %s is stopped", copied, from);
        while (!isStopped.getAsBoolean() && groups.hasMembers(from.applicationId())) {
            pause(pace.pauseAfter(copy(to.changeLog()), System.nanoTime()));
        }
        if (!isStopped.getAsBoolean()) {
            takeOver();
        }
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        groups.close();
    }

    private void takeOver() {
        copyTo(groups.ends(from.changeLog()), to.changeLog(), AS_FAST_AS_CAN_BE);
        Map<TopicPartition, Long> committed = groups.committed(from.applicationId());
        Map<TopicPartition, Long> unread = groups.ends(from.snapshots());
        reader.assign(unread.keySet());
        unread.keySet().forEach(partition -> reader.seek(partition, committed.getOrDefault(partition, 0L)));
        copyTo(unread, to.snapshots(), AS_FAST_AS_CAN_BE);
        // From here on it is the new generation's turn: this is what later starts look at.
        groups.commit(
                to.applicationId(),
                committed.entrySet().stream()
                        .filter(offset -> !offset.getKey().topic().startsWith(from.applicationId() + "-"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        LOG.infof("Took over from %s after %d changes", from, copied);
    }

    private void copyTo(Map<TopicPartition, Long> ends, String topic, CopyPace allowed) {
        long told = System.nanoTime();
        while (!isStopped.getAsBoolean() && remaining(ends) > 0) {
            pause(allowed.pauseAfter(copy(topic), System.nanoTime()));
            if (System.nanoTime() - told > TELLING.toNanos()) {
                told = System.nanoTime();
                LOG.infof("%d changes carried over, %d to go", copied, remaining(ends));
            }
        }
        writer.flush();
        if (lost != null) {
            throw new IllegalStateException("A change could not be copied to %s; start again.".formatted(topic), lost);
        }
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

    /** @return how many */
    private int copy(String topic) {
        ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            writer.send(
                    new ProducerRecord<>(topic, null, record.timestamp(), record.key(), record.value()),
                    (metadata, failure) -> lost = failure == null ? lost : failure);
        }
        copied += records.count();
        return records.count();
    }

    private long remaining(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reader.position(end.getKey())))
                .sum();
    }

    private void create(String topic, Map<String, String> settings) {
        groups.create(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings));
    }
}
