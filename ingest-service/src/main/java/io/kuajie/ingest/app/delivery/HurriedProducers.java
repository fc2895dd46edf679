package io.kuajie.ingest.app.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Producers that never wait, for event loops: one that compresses, and one that does not, for small requests. What compresses takes
 * two buffers of 64 KiB for each batch it sends, which a batch of a few events is not worth.
 */
final class HurriedProducers {
    private static final int FEWEST_COMPRESSED = 10;

    private final KafkaProducer<String, byte[]> compressing;
    private final KafkaProducer<String, byte[]> plain;

    /** @param client brokers and security */
    HurriedProducers(Map<String, Object> client, Duration linger) {
        compressing = ProducerSetup.create(client, "ingest-door", linger, Duration.ZERO, "lz4");
        plain = ProducerSetup.create(client, "ingest-door-single", linger, Duration.ZERO, "none");
    }

    List<KafkaProducer<String, byte[]>> all() {
        return List.of(compressing, plain);
    }

    /** The producer for a request that became so many records. */
    KafkaProducer<String, byte[]> forRecords(int count) {
        return count < FEWEST_COMPRESSED ? plain : compressing;
    }

    /** Whether all know the topic. A client forgets topics while all brokers are away; asking makes it find out, and does not wait. */
    boolean know(String topic) {
        try {
            for (KafkaProducer<String, byte[]> each : all()) {
                if (each.partitionsFor(topic).isEmpty()) {
                    return false;
                }
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
