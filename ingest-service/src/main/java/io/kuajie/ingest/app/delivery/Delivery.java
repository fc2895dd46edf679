package io.kuajie.ingest.app.delivery;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.CompressionType;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to the broker for all that leaves the door: idempotent producers that never wait, for event loops, and one that does, for
 * threads of their own. Many records at once go by a producer of theirs, which lets more of them come together in fewer, larger and
 * compressed requests: that halves the broker's work, and a sender of batches has waited already. What comes singly goes as it is,
 * for compression has little to find in a handful of records, and costs both ends as much as for many.
 *
 * <p>Nothing counts as delivered before the broker has acknowledged it, and a record once given to a producer is never given up, so a
 * partition has no gap that closes later.
 */
@Singleton
public class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    /** The topics that event loops send to. */
    private static final List<Topic<?>> OF_DOOR =
            List.of(TopicCatalog.BEHAVIOR_RAW, TopicCatalog.BEHAVIOR_REJECTED, TopicCatalog.IDENTITY_CLAIMS);

    /** From so many records on they go with others. */
    private static final int FEWEST_GATHERED = 20;

    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Platform platform;
    private final Limits limits;
    private final CurrentTrace current;
    private final KafkaProducer<byte[], byte[]> hurried;
    private final KafkaProducer<byte[], byte[]> gathering;
    private final KafkaProducer<byte[], byte[]> patient;
    private final List<KafkaClientMetrics> metrics;
    private final InFlight inFlight;
    private final Map<Topic<?>, AvroSerde<?>> serdeByTopic = new ConcurrentHashMap<>();
    private final Map<Topic<?>, String> nameByTopic = new ConcurrentHashMap<>();
    private volatile boolean warm;
    private volatile boolean closing;

    Delivery(Platform platform, Limits limits, IngestSettings settings, CurrentTrace current, MeterRegistry meters) {
        this.platform = platform;
        this.limits = limits;
        this.current = current;
        this.inFlight = new InFlight(limits.maxInFlight());
        Duration linger = settings.ingest().linger();
        this.hurried =
                ProducerSetup.create(platform.kafka(), "ingest-door", linger, Duration.ZERO, CompressionType.NONE);
        this.gathering = ProducerSetup.create(
                platform.kafka(),
                "ingest-batches",
                settings.ingest().batchLinger(),
                Duration.ZERO,
                CompressionType.LZ4);
        this.patient =
                ProducerSetup.create(platform.kafka(), "ingest-work", linger, limits.ackTimeout(), CompressionType.LZ4);
        this.metrics = List.of(
                new KafkaClientMetrics(hurried), new KafkaClientMetrics(gathering), new KafkaClientMetrics(patient));
        metrics.forEach(each -> each.bindTo(meters));
        meters.gauge("kuajie.door.in.flight", inFlight, InFlight::events);
        meters.gauge("kuajie.door.in.flight.limit", inFlight, InFlight::most);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("warm-producer").start(this::warmUp);
    }

    /** Whether the broker and the registry have been reached since the start. */
    public boolean isWarm() {
        return warm;
    }

    /** Whether the broker is there at present, as far as the door's producer knows. */
    boolean isBrokerThere() {
        return isKnown(hurried, TopicCatalog.BEHAVIOR_RAW);
    }

    /**
     * Sends the records in order and waits for the broker.
     *
     * @throws WebApplicationException 429 if too much is on its way, 503 if the broker does not acknowledge in time
     */
    public Receipt deliver(List<Outbound> records) {
        enter(records);
        return await(send(patient, inOrder(records), leaving(records)), limits.ackTimeout());
    }

    /**
     * Sends the records in order and returns at once, for event loops: while the broker is away, what can't be buffered fails.
     *
     * @param settled run once there is an answer for every record, and before the dispatch tells it; not if this throws
     * @throws WebApplicationException 429 if too much is on its way, 503 before the broker has been reached
     */
    public Dispatch admit(List<Outbound> records, Runnable settled) {
        String raw = nameOf(TopicCatalog.BEHAVIOR_RAW);
        int partitions = records.size() < FEWEST_GATHERED ? 0 : partitions(gathering, raw);
        enter(records);
        Runnable leaving = leaving(records);
        Runnable both = () -> {
            leaving.run();
            settled.run();
        };
        return partitions == 0
                ? send(hurried, inOrder(records), both)
                : send(gathering, new PartitionOrder(raw, partitions).of(records), both);
    }

    private static List<ProducerRecord<byte[], byte[]>> inOrder(List<Outbound> records) {
        List<ProducerRecord<byte[], byte[]>> inOrder = new ArrayList<>(records.size());
        for (Outbound record : records) {
            inOrder.add(record.toProduce(null));
        }
        return inOrder;
    }

    private void enter(List<Outbound> records) {
        requireWarm();
        if (!inFlight.enter(records.size())) {
            throw busy();
        }
    }

    private Runnable leaving(List<Outbound> records) {
        int events = records.size();
        return () -> inFlight.leave(events);
    }

    /** Sends the records in order without waiting for the broker's word and without counting them as in flight: for those who bound themselves. */
    public Dispatch dispatch(List<Outbound> records) {
        requireWarm();
        return send(patient, inOrder(records), () -> {});
    }

    /** Waits for what was dispatched, through restarts of the broker. @throws WebApplicationException 503 if it is refused */
    public Receipt settle(Dispatch dispatch) {
        return await(dispatch, LONGEST_WAIT);
    }

    private static Receipt await(Dispatch dispatch, Duration limit) {
        try {
            return dispatch.await(limit);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("The broker has not acknowledged what was sent: %s", e);
            throw Requests.later(503, "The broker has not acknowledged in time; send this again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; send this again.", e);
        }
    }

    private Dispatch send(
            KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records, Runnable settled) {
        Dispatch dispatch = new Dispatch(nameOf(TopicCatalog.BEHAVIOR_RAW), records.size(), settled);
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (dispatch.hasFailed()) {
                // Each further record would wait for the same buffer or broker, one after the other.
                dispatch.onCompletion(null, new TimeoutException("A record before it was not taken."));
            } else {
                producer.send(record, dispatch);
            }
        }
        return dispatch;
    }

    /**
     * Refuses what could not be sent, before it is read and counted.
     *
     * @throws WebApplicationException 503 before the broker has been reached and while it is away, 429 if too much is on its way
     */
    public void requireReady() {
        requireWarm();
        if (!isBrokerThere()) {
            throw Requests.later(503, "The broker can't be reached at present; send this again.", null);
        }
        if (inFlight.isFull()) {
            throw busy();
        }
    }

    private static WebApplicationException busy() {
        return Requests.later(429, "Too many events are on their way; send this again a little later.", null);
    }

    /** Before the registry has been reached once, encoding would wait for it. */
    void requireWarm() {
        if (!warm) {
            throw Requests.later(503, "The service is starting; send this again.", null);
        }
    }

    /** The record, encoded, of the request that this thread works for. @param value null for a tombstone; timestamp in milliseconds since the epoch */
    public <V extends SpecificRecord> Outbound outbound(Topic<V> topic, String key, @Nullable V value, long timestamp) {
        return outbound(topic, key, value, timestamp, current.get());
    }

    /** As above, of a trace. */
    public <V extends SpecificRecord> Outbound outbound(
            Topic<V> topic, String key, @Nullable V value, long timestamp, @Nullable TraceContext trace) {
        requireWarm();
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        return new Outbound(nameOf(topic), keyBytes, serdeOf(topic).serialize(topic.name(), value), timestamp, trace);
    }

    String nameOf(Topic<?> topic) {
        return nameByTopic.computeIfAbsent(topic, platform::nameOf);
    }

    @SuppressWarnings("unchecked") // a topic's serde is made of the topic's own class
    private <V extends SpecificRecord> AvroSerde<V> serdeOf(Topic<V> topic) {
        return (AvroSerde<V>) serdeByTopic.computeIfAbsent(topic, platform::serdeOf);
    }

    private void warmUp() {
        while (!warm && !closing) {
            try {
                for (Topic<?> topic : OF_DOOR) {
                    patient.partitionsFor(nameOf(topic));
                }
                for (Topic<?> topic : TopicCatalog.all()) {
                    platform.registry()
                            .idOf(org.apache.avro.specific.SpecificData.get().getSchema(topic.value()));
                }
                warm = OF_DOOR.stream().allMatch(topic -> isKnown(hurried, topic) && isKnown(gathering, topic));
                pause(LOOK);
            } catch (KafkaException e) {
                LOG.warnf("The broker or the registry can't be reached yet: %s", e.getMessage());
                pause(PAUSE);
            }
        }
    }

    /** A client forgets topics while all brokers are away; asking makes it find out, and does not wait. */
    private boolean isKnown(KafkaProducer<byte[], byte[]> producer, Topic<?> topic) {
        return partitions(producer, nameOf(topic)) > 0;
    }

    /** How many partitions the producer knows of; none while it knows nothing of the topic. */
    private static int partitions(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            return 0;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void close() {
        closing = true;
        metrics.forEach(KafkaClientMetrics::close);
        hurried.close(CLOSING);
        gathering.close(CLOSING);
        patient.close(CLOSING);
    }
}
