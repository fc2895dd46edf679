package io.kuajie.campaign.app.intake;

import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.PositionTable;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic into the database on a thread of its own: each batch and the position behind it in one transaction, so a record
 * takes effect exactly once. While the database or the broker is away it tries again, with growing pauses, and loses nothing.
 *
 * <p>A record that can't be read is logged and counted, and its position passed.
 */
final class TopicIntake<V extends SpecificRecord, T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicIntake.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /**
     * @param mapper reads what is of interest in a record, perhaps nothing; an IllegalArgumentException passes the record over
     * @param consumer settings of the Kafka consumer
     */
    record Source<V, T>(
            String topic,
            Deserializer<V> values,
            Function<V, List<T>> mapper,
            Map<String, Object> consumer,
            Duration longestPause) {}

    /** @param unreadable counts records that were passed over @param taken counts what went into the database */
    record Meters(Counter taken, Counter unreadable, Counter failures) {}

    private final Source<V, T> source;
    private final Sink<T> sink;
    private final Database database;
    private final PositionTable positions;
    private final Runnable afterCommit;
    private final Meters meters;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean connected;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Placement placement;

    /** Starts at once. */
    TopicIntake(
            Source<V, T> source,
            Sink<T> sink,
            Runnable afterCommit,
            Database database,
            PositionTable positions,
            Meters meters) {
        this.source = source;
        this.sink = sink;
        this.afterCommit = afterCommit;
        this.database = database;
        this.positions = positions;
        this.meters = meters;
        this.thread =
                Thread.ofPlatform().daemon().name("intake-" + source.topic()).start(this::run);
    }

    String topic() {
        return source.topic();
    }

    /** Whether it has its partitions and stands where the database says. */
    boolean isPlaced() {
        Placement current = placement;
        return current != null && current.isPlaced();
    }

    /** Whether batches go in, and a broker is there that could send one. */
    boolean isWell() {
        return connected && !failing;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing()) {
            try {
                read();
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "Reading %s ended; starting it again in %s", source.topic(), pause);
                pause = rest(pause);
            }
        }
    }

    private void read() {
        try (var opened =
                new KafkaConsumer<>(source.consumer(), new StringDeserializer(), new ByteArrayDeserializer())) {
            Placement place = new Placement(opened, database, positions);
            consumer = opened;
            placement = place;
            opened.subscribe(List.of(source.topic()), place);
            Duration pause = FIRST_PAUSE;
            while (!isClosing()) {
                pause = step(opened.poll(POLL), place) ? FIRST_PAUSE : rest(pause);
                connected = hasConnection(opened.metrics());
            }
        } finally {
            placement = null;
            consumer = null;
        }
    }

    private boolean step(ConsumerRecords<String, byte[]> records, Placement place) {
        try {
            take(records, place);
            place.place();
            failing = false;
            return true;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "A batch of %s was not taken in; trying again", source.topic());
            meters.failures().increment();
            failing = true;
            place.reset();
            return false;
        }
    }

    private void take(ConsumerRecords<String, byte[]> records, Placement place) {
        if (records.isEmpty()) {
            return;
        }
        List<T> values = read(records);
        Map<TopicPartition, Long> next = database.transaction(connection -> {
            Map<TopicPartition, Long> behind = place.advance(connection, records);
            sink.store(connection, values);
            return behind;
        });
        place.committed(next);
        meters.taken().increment(values.size());
        if (!values.isEmpty()) {
            afterCommit.run();
        }
    }

    private List<T> read(ConsumerRecords<String, byte[]> records) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                V value = source.values().deserialize(source.topic(), record.value());
                if (value != null) {
                    values.addAll(source.mapper().apply(value));
                }
            } catch (SerializationException | IllegalArgumentException e) {
                meters.unreadable().increment();
                LOG.errorf(
                        "Passing the unreadable record at %s-%d offset %d (%s)",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getClass().getSimpleName());
            }
        }
        return values;
    }

    private static boolean hasConnection(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, or less if the intake closes meanwhile. @return the pause after the next failure */
    private Duration rest(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(source.longestPause()) < 0 ? next : source.longestPause();
    }
}
