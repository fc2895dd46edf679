package io.kuajie.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning, or from a moment on, all partitions or some, for as long as the process lives, and hands each record to a view held in
 * memory. It has caught up when the position of every partition has reached the end offset seen at the start; positions are
 * compared rather than records counted, because compaction and transaction markers leave gaps.
 *
 * <p>The handler runs on the follower's one thread. A record that can't be decoded is logged, counted and skipped; an exception of the
 * handler ends the follower, which {@link #isRunning} tells and the service's health reports.
 */
public final class TopicFollower<V extends SpecificRecord> implements AutoCloseable {
    /** Takes one record. */
    @FunctionalInterface
    public interface Handler<V> {
        /** @param value null for a tombstone */
        void accept(String key, @Nullable V value, TopicPartition partition, long offset);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int COMPANY_BYTES = 256 << 10;
    private static final int COMPANY_WAIT_MILLIS = 100;

    private final String topic;
    private final Deserializer<V> values;
    private final Handler<V> handler;
    private final @Nullable Instant since;
    private final IntPredicate wanted;
    private final KafkaConsumer<String, byte[]> consumer;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Thread thread;
    private final Metric answers;
    private volatile boolean closing;
    private volatile Instant lastAnswer = Instant.now();
    private volatile int partitionCount;
    private final Map<TopicPartition, Long> nextByPartition = new ConcurrentHashMap<>();
    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong undecodable = new AtomicLong();

    /** Starts following at once. @param bootstrapServers as Kafka clients take them */
    public TopicFollower(String bootstrapServers, String topic, Deserializer<V> values, Handler<V> handler) {
        this(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), topic, values, handler);
    }

    /** Starts following at once. @param client the brokers and the settings that connections to them need */
    public TopicFollower(Map<String, Object> client, String topic, Deserializer<V> values, Handler<V> handler) {
        this(client, topic, values, handler, null);
    }

    /** As above. @param since reads what the brokers have of this moment and later only; null for all of it */
    public TopicFollower(
            Map<String, Object> client,
            String topic,
            Deserializer<V> values,
            Handler<V> handler,
            @Nullable Instant since) {
        this(client, topic, values, handler, since, partition -> true);
    }

    /** As above. @param wanted which partitions are read */
    public TopicFollower(
            Map<String, Object> client,
            String topic,
            Deserializer<V> values,
            Handler<V> handler,
            @Nullable Instant since,
            IntPredicate wanted) {
        this.topic = topic;
        this.values = values;
        this.handler = handler;
        this.since = since;
        this.wanted = wanted;
        this.consumer =
                new KafkaConsumer<>(settings(client, topic), new StringDeserializer(), new ByteArrayDeserializer());
        this.answers = answers(consumer);
        this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).start(this::run);
    }

    /**
     * Settings for views that may be a tenth of a second late: the brokers gather records that long, or until there are many, and
     * answer once, which saves them and us most of the work of small batches.
     *
     * @param client as the constructors take it
     */
    public static Map<String, Object> unhurried(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, COMPANY_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, COMPANY_WAIT_MILLIS);
        return settings;
    }

    private static Map<String, Object> settings(Map<String, Object> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "follow-" + topic + "-" + UUID.randomUUID());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return settings;
    }

    /** The consumer's count of fetches that were answered, with records or without. */
    private static Metric answers(KafkaConsumer<?, ?> consumer) {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("fetch-total"))
                .findFirst()
                .orElseThrow();
    }

    /** Completes when the view holds everything that stood in the topic at the start. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /**
     * Completes when the view holds everything before these offsets.
     *
     * @param endByPartition of partitions that are read
     */
    public CompletableFuture<Void> reached(Map<TopicPartition, Long> endByPartition) {
        Awaited end = new Awaited(Map.copyOf(endByPartition), new CompletableFuture<>());
        awaited.add(end);
        // Perhaps it is there already, and nothing comes that would have the follower look.
        tell();
        return end.done;
    }

    private record Awaited(Map<TopicPartition, Long> endByPartition, CompletableFuture<Void> done) {}

    private void tell() {
        awaited.removeIf(end -> {
            if (end.endByPartition.entrySet().stream()
                    .allMatch(one -> nextByPartition.getOrDefault(one.getKey(), -1L) >= one.getValue())) {
                end.done.complete(null);
            }
            // Whoever has stopped waiting has ended it, too.
            return end.done.isDone();
        });
    }

    public boolean isCaughtUp() {
        return caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** How many partitions the topic had at the start, read or not; 0 before that is known. */
    public int partitionCount() {
        return partitionCount;
    }

    /** How many records were read so far. */
    public long taken() {
        return taken.get();
    }

    /** How many of them could not be decoded and were skipped. */
    public long undecodable() {
        return undecodable.get();
    }

    /** When the brokers were last heard of, if that is longer ago than they ever take; what has happened since is not in the view. */
    public Optional<Instant> silentSince() {
        Instant last = lastAnswer;
        return last.plus(ANSWER_LIMIT).isBefore(Instant.now()) ? Optional.of(last) : Optional.empty();
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            if (!thread.join(PATIENCE)) {
                // Perhaps it waits for the registry, which a wake-up doesn't end.
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            Collection<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            seekToStart(partitions);
            Map<TopicPartition, Long> behind = new HashMap<>(persistently(() -> consumer.endOffsets(partitions)));
            double answered = 0;
            while (!closing) {
                double answeredNow = (Double) answers.metricValue();
                if (answeredNow != answered) {
                    answered = answeredNow;
                    lastAnswer = Instant.now();
                }
                behind.entrySet().removeIf(this::isReached);
                if (behind.isEmpty()) {
                    caughtUp.complete(null);
                }
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                records.forEach(this::hand);
                taken.addAndGet(records.count());
                records.nextOffsets().forEach((partition, next) -> nextByPartition.put(partition, next.offset()));
                tell();
            }
        } catch (WakeupException | InterruptException e) {
            if (!closing) {
                fail(e);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void seekToStart(Collection<TopicPartition> partitions) {
        if (since == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        // Ends first: what arrives meanwhile lies behind them and is read.
        Map<TopicPartition, Long> starts = new HashMap<>(persistently(() -> consumer.endOffsets(partitions)));
        Map<TopicPartition, Long> moments = new HashMap<>();
        partitions.forEach(partition -> moments.put(partition, since.toEpochMilli()));
        persistently(() -> consumer.offsetsForTimes(moments)).forEach((partition, start) -> {
            if (start != null) {
                starts.put(partition, start.offset());
            }
        });
        starts.forEach((partition, offset) -> consumer.seek(partition, offset));
    }

    private boolean isReached(Map.Entry<TopicPartition, Long> end) {
        try {
            long next = consumer.position(end.getKey(), POLL);
            nextByPartition.put(end.getKey(), next);
            return next >= end.getValue();
        } catch (TimeoutException e) {
            return false;
        }
    }

    private List<TopicPartition> partitions() {
        while (true) {
            List<PartitionInfo> known = persistently(() -> consumer.partitionsFor(topic));
            if (known != null && !known.isEmpty()) {
                partitionCount = known.size();
                List<TopicPartition> read = known.stream()
                        .filter(p -> wanted.test(p.partition()))
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
                if (read.isEmpty()) {
                    throw new IllegalStateException(
                            "Topic %s has %d partitions, and none is to be read here".formatted(topic, known.size()));
                }
                return read;
            }
            LOG.warn("Topic {} does not exist yet; waiting for it", topic);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** A broker that is away says nothing about the topic: asked again until it answers. */
    private <A> A persistently(Supplier<A> question) {
        while (!closing) {
            try {
                return question.get();
            } catch (RetriableException e) {
                LOG.warn("The brokers do not answer about topic {} ({}); asking again", topic, e.getMessage());
            }
        }
        throw new WakeupException();
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        V value;
        try {
            value = values.deserialize(topic, record.value());
        } catch (SerializationException e) {
            undecodable.incrementAndGet();
            LOG.error(
                    "Skipping the undecodable record at {} offset {}: {}", partition, record.offset(), e.getMessage());
            return;
        }
        handler.accept(record.key(), value, partition, record.offset());
    }

    private void fail(RuntimeException e) {
        LOG.error("Following {} ended", topic, e);
        caughtUp.completeExceptionally(e);
    }
}
