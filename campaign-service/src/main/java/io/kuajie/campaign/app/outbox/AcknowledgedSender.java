package io.kuajie.campaign.app.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches that all in-sync replicas have confirmed when {@link #send} returns. After a failure the producer is thrown away,
 * so that nothing of the failed batch can arrive behind its repetition. For one thread.
 */
final class AcknowledgedSender implements AutoCloseable {
    /** @param topic the name on the broker @param value null for a tombstone */
    record Message(String topic, String key, byte @Nullable [] value) {}

    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** @param kafka what every Kafka client starts from */
    AcknowledgedSender(Map<String, Object> kafka, Duration deliveryTimeout) {
        int timeoutMillis = Math.toIntExact(deliveryTimeout.toMillis());
        this.settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "campaign-outbox");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, timeoutMillis / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
    }

    /** @throws KafkaException unless every message is confirmed */
    void send(List<Message> messages) {
        try {
            KafkaProducer<String, byte[]> open = open();
            List<Future<RecordMetadata>> confirmations = new ArrayList<>();
            for (Message message : messages) {
                confirmations.add(open.send(new ProducerRecord<>(message.topic(), message.key(), message.value())));
            }
            for (Future<RecordMetadata> confirmation : confirmations) {
                confirmation.get();
            }
        } catch (ExecutionException e) {
            close();
            throw new KafkaException("A batch of %d was not confirmed.".formatted(messages.size()), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private KafkaProducer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
