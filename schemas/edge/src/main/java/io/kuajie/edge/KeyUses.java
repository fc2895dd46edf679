package io.kuajie.edge;

import io.kuajie.events.KeyUse;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When issued keys were last used at this service, told to partner.key-uses: of each key at most a word an interval, and none while it
 * rests. What the last interval before a crash has seen is lost.
 */
@Singleton
public class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int LONGEST_WAIT_MILLIS = 5_000;

    /** When one key was used, early by an interval at most. Any number of threads notes, one tells. */
    static final class Use {
        private final long intervalMillis;
        private volatile long usedAt;
        private long toldAt;

        private Use(long intervalMillis) {
            this.intervalMillis = intervalMillis;
        }

        /** A read and a comparison, but for one call an interval. @param now milliseconds since the epoch */
        void note(long now) {
            if (now - usedAt >= intervalMillis) {
                usedAt = now;
            }
        }
    }

    private final Platform platform;
    private final Duration interval;
    private final Map<String, Use> useById = new ConcurrentHashMap<>();
    private final Thread rounds;
    private @Nullable KafkaProducer<String, byte[]> producer;

    KeyUses(Platform platform, PlatformSettings settings) {
        this.platform = platform;
        this.interval = settings.keyUseInterval();
        this.rounds = Thread.ofVirtual().name("key-uses").start(this::run);
    }

    /** Where to note that a key is used. @param id of the key */
    Use of(String id) {
        return useById.computeIfAbsent(id, unknown -> new Use(interval.toMillis()));
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(interval);
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() throws InterruptedException {
        Map<String, Long> news = new HashMap<>();
        useById.forEach((id, use) -> {
            if (use.usedAt > use.toldAt) {
                news.put(id, use.usedAt);
            }
        });
        for (var entry : news.entrySet()) {
            try {
                send(entry.getKey(), entry.getValue());
                of(entry.getKey()).toldAt = entry.getValue();
            } catch (ExecutionException | KafkaException e) {
                LOG.warnf("It could not be told when keys were used, and is tried again: %s", e.getMessage());
                return;
            }
        }
    }

    private void tellOnce() {
        try {
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String id, long usedAt) throws ExecutionException, InterruptedException {
        AvroSerde<KeyUse> serde = platform.serdeOf(TopicCatalog.PARTNER_KEY_USES);
        String topic = platform.nameOf(TopicCatalog.PARTNER_KEY_USES);
        KeyUse use = new KeyUse(id, Instant.ofEpochMilli(usedAt));
        producer()
                .send(new ProducerRecord<>(topic, id, serde.serialize(topic, use)))
                .get();
    }

    /** Made when there is something to tell. */
    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> made = producer;
        if (made == null) {
            Map<String, Object> settings = platform.kafka();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "key-uses");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT_MILLIS);
            made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    @PreDestroy
    void close() throws InterruptedException {
        rounds.interrupt();
        if (rounds.join(CLOSING)) {
            // In a thread of its own: where the registry is gone, too, it would be tried for ever.
            Thread last = Thread.ofVirtual().name("key-uses-last").start(this::tellOnce);
            if (!last.join(CLOSING)) {
                last.interrupt();
            }
        }
        if (producer != null) {
            producer.close(CLOSING);
        }
    }
}
