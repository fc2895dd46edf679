package io.kuajie.recommend.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.Served;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was answered to recommend.served. Answers don't depend on the broker: records go through a bounded queue to one
 * writing thread, which may wait for the broker or the registry as long as it likes. A record that finds the queue full is
 * dropped and counted; one that the broker does not take within the delivery timeout is counted as failed.
 */
@ApplicationScoped
class ServedLog {
    private record Entry(String key, byte[] served, ServedList list, CompletableFuture<@Nullable Void> written) {}

    private static final CompletionStage<@Nullable Void> NO_WAIT = CompletableFuture.completedStage(null);

    private static final Logger LOG = Logger.getLogger(ServedLog.class);
    /** For how long a record waits for company, where an answer waits for it and where none does: each batch costs as much as dozens of records. */
    private static final int LINGER_MILLIS = 5;

    private static final int UNHURRIED_LINGER_MILLIS = 25;
    private static final int BATCH_BYTES = 256 << 10;

    /** Both below the producer's own wait for company. */
    private static final Duration NAP = Duration.ofMillis(1);

    private static final Duration UNHURRIED_NAP = Duration.ofMillis(10);

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

    private final Platform platform;
    private final Meters meters;
    private final QualityMeters qualityMeters;
    private final Feedback feedback;
    private final Duration await;
    private final BlockingQueue<Entry> queue;
    private volatile boolean stopping;
    private @Nullable Thread writer;

    ServedLog(
            Platform platform,
            Meters meters,
            QualityMeters qualityMeters,
            Feedback feedback,
            RecommendSettings settings) {
        this.platform = platform;
        this.meters = meters;
        this.qualityMeters = qualityMeters;
        this.feedback = feedback;
        this.await = settings.servedAwait();
        this.queue = new ArrayBlockingQueue<>(settings.servedQueue());
    }

    void start(@Observes StartupEvent event) {
        writer = Thread.ofPlatform().daemon().name("served").start(this::write);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (writer != null) {
            writer.join(LONGEST_DRAIN.multipliedBy(2));
        }
    }

    /**
     * Takes a record for writing.
     *
     * @param key person, leaf or request id
     * @param served the record as {@link ServedWriter} writes it
     * @param list the same as feedback keeps it, which need not read then what this instance wrote itself
     * @return when the answer may go out: at once, or if the settings say so, when the broker has the record or the time is over
     */
    CompletionStage<@Nullable Void> append(String key, byte[] served, ServedList list) {
        Entry entry = new Entry(key, served, list, new CompletableFuture<>());
        if (!queue.offer(entry)) {
            meters.servedDropped();
            return NO_WAIT;
        }
        return await.isPositive() ? acknowledged(entry) : NO_WAIT;
    }

    private CompletionStage<@Nullable Void> acknowledged(Entry entry) {
        return entry.written.orTimeout(await.toNanos(), TimeUnit.NANOSECONDS).exceptionally(failure -> {
            // The answer goes out all the same; failures are counted where they happen.
            LOG.debug("A served record was not acknowledged in time");
            return null;
        });
    }

    private void write() {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            while (!stopping || !queue.isEmpty()) {
                Entry entry = queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
                while (entry != null) {
                    feedback.serve(entry.list);
                    qualityMeters.served(entry.list);
                    send(producer, entry);
                    entry = next();
                }
            }
            producer.close(LONGEST_DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next record, if there is one within a nap: while many come, those who bring them need not wake the writer each time. */
    private @Nullable Entry next() {
        Entry entry = queue.poll();
        if (entry == null) {
            LockSupport.parkNanos((await.isPositive() ? NAP : UNHURRIED_NAP).toNanos());
            entry = queue.poll();
        }
        return entry;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears the outcome.
    private void send(KafkaProducer<String, byte[]> producer, Entry entry) {
        try {
            producer.send(
                    new ProducerRecord<>(platform.nameOf(TopicCatalog.RECOMMEND_SERVED), entry.key, entry.served),
                    (metadata, failure) -> {
                        if (failure == null) {
                            entry.written.complete(null);
                        } else {
                            fail(entry, failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            fail(entry, e);
        }
    }

    private void fail(Entry entry, Exception failure) {
        LOG.warnf("A record of a served list was not written: %s", failure.toString());
        meters.servedFailed();
        entry.written.completeExceptionally(failure);
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.CLIENT_ID_CONFIG, platform.prefix() + "recommend-served");
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.LINGER_MS_CONFIG, await.isPositive() ? LINGER_MILLIS : UNHURRIED_LINGER_MILLIS);
        client.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        client.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        AvroSerde<Served> serde = platform.serdeOf(TopicCatalog.RECOMMEND_SERVED);
        return new KafkaProducer<>(client, new StringSerializer(), (topic, served) -> headed(serde.header(), served));
    }

    private static byte[] headed(byte[] header, byte[] served) {
        byte[] record = Arrays.copyOf(header, header.length + served.length);
        System.arraycopy(served, 0, record, header.length, served.length);
        return record;
    }
}
