package io.kuajie.edge.audit;

import io.kuajie.edge.Platform;
import io.kuajie.events.AuditedAccess;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes accesses to audit.accesses behind the requests, which neither wait for it nor fail with it. So many may wait to be written; what
 * comes beyond is lost, and counted, as is what the brokers don't take. Of calls that are refused, which anybody can make, so many a minute are
 * written, that they can't fill the disks.
 */
@Startup
@Singleton
public class AuditTrail {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_UNKNOWN_A_MINUTE = 120;
    private static final int MOST_REFUSED_A_MINUTE = 600;
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);
    private static final AuditedAccess END = new AuditedAccess();
    private static final int LONGEST_WAIT_MILLIS = 5_000;

    private final BlockingQueue<AuditedAccess> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Platform platform;
    private final String service;
    private final AvroSerde<AuditedAccess> values;
    private final String topic;
    private final PerMinute unknown;
    private final PerMinute refused;
    private final Counter overflown;
    private final Counter unwritten;
    private final Counter flooded;
    private final Thread writer;
    private volatile @Nullable KafkaProducer<String, byte[]> producer;
    private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS.toNanos());

    AuditTrail(
            Platform platform,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.platform = platform;
        this.service = service;
        this.values = platform.serdeOf(TopicCatalog.AUDIT_ACCESSES);
        this.topic = platform.nameOf(TopicCatalog.AUDIT_ACCESSES);
        this.unknown = new PerMinute(MOST_UNKNOWN_A_MINUTE, clock);
        this.refused = new PerMinute(MOST_REFUSED_A_MINUTE, clock);
        this.overflown = meters.counter("kuajie.audit.lost", "reason", "overflow");
        this.unwritten = meters.counter("kuajie.audit.lost", "reason", "unwritten");
        this.flooded = meters.counter("kuajie.audit.lost", "reason", "flood");
        this.writer = Thread.ofVirtual().name("audit").start(this::run);
    }

    /** Whose call it was, as far as it bounds what is written of it. */
    enum Asker {
        /** An operator, or a partner that was not refused. */
        TRUSTED,
        /** A partner that was refused; its key may stand in a page. */
        REFUSED,
        UNKNOWN
    }

    /** Takes a record to be written soon. Never waits. */
    void note(AuditedAccess access, Asker asker) {
        boolean isAllowed =
                switch (asker) {
                    case TRUSTED -> true;
                    case REFUSED -> refused.tryTake();
                    case UNKNOWN -> unknown.tryTake();
                };
        if (!isAllowed) {
            lose(flooded);
        } else if (!waiting.offer(access)) {
            lose(overflown);
        }
    }

    private void run() {
        try {
            AuditedAccess next = waiting.take();
            while (next != END) {
                write(next);
                next = waiting.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(AuditedAccess access) {
        try {
            byte[] value = values.serialize(topic, access);
            producer().send(new ProducerRecord<>(topic, service, value), (written, failure) -> {
                if (failure != null) {
                    lose(unwritten);
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("An access could not be recorded", e);
            lose(unwritten);
        }
    }

    /** Counts one that is lost, and says so now and then. */
    private void lose(Counter counter) {
        counter.increment();
        long now = System.nanoTime();
        long before = warnedAt.get();
        if (now - before >= BETWEEN_WARNINGS.toNanos() && warnedAt.compareAndSet(before, now)) {
            LOG.warnf(
                    "Accesses could not be recorded in %s; since the start: %.0f not taken by the brokers, %.0f too many at once, %.0f too many refused",
                    topic, unwritten.count(), overflown.count(), flooded.count());
        }
    }

    /** Made when there is something to tell. */
    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> made = producer;
        if (made == null) {
            Map<String, Object> settings = platform.kafka();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-audit");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT_MILLIS);
            made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    @PreDestroy
    void close() throws InterruptedException {
        if (!waiting.offer(END) || !writer.join(CLOSING)) {
            writer.interrupt();
            LOG.warnf("%d accesses were not recorded, as the service ends", waiting.size());
        }
        KafkaProducer<String, byte[]> made = producer;
        if (made != null) {
            made.close(CLOSING);
        }
    }
}
