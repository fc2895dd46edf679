package io.kuajie.profile.app;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of the streams: as usual, but each thread's producer holds what one poll led to until the next. */
final class StreamsClients implements KafkaClientSupplier {
    private final Map<String, HoldingProducer> producerByThread = new ConcurrentHashMap<>();

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        HoldingProducer producer = new HoldingProducer(settings);
        producerByThread.put(threadOf(settings), producer);
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new MainConsumer(settings, threadOf(settings));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return plain(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return plain(settings);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Kafka Streams names a thread's clients after it: {@code profile-StreamThread-1-producer}. */
    private static String threadOf(Map<String, Object> settings) {
        String name = (String) Objects.requireNonNull(settings.get(CommonClientConfigs.CLIENT_ID_CONFIG));
        return name.substring(0, name.lastIndexOf('-'));
    }

    /** Reads the inputs of one thread; every poll ends what the one before led to. */
    private final class MainConsumer extends KafkaConsumer<byte[], byte[]> {
        private final String thread;
        private @Nullable HoldingProducer producer;

        MainConsumer(Map<String, Object> settings, String thread) {
            super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.thread = thread;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            HoldingProducer own = producer;
            if (own == null) {
                own = producerByThread.get(thread);
                producer = own;
            }
            if (own != null) {
                own.handOn();
            }
            return super.poll(timeout);
        }
    }
}
