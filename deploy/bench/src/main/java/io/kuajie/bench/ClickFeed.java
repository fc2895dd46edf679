package io.kuajie.bench;

import io.kuajie.events.Behavior;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedItem;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.TopicCatalog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Reads served lists and lets each be looked at: one item in three of a few well-liked ones is clicked, of the rest one in forty, which
 * is more than the candidate score knows.
 */
final class ClickFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int ONE_IN = 5;
    private static final double LIKED = 1 / 3.0;
    private static final double OTHER = 1 / 40.0;

    private final SplittableRandom random = new SplittableRandom(11);
    private final SchemaRegistry registry;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerde<Served> lists;
    private final KafkaProducer<String, Behavior> producer;
    private long events;

    ClickFeed(String bootstrapServers, URI registryUrl) {
        registry = new SchemaRegistry(registryUrl);
        lists = AvroSerde.of(registry, Served.class);
        consumer = RawTopic.consumer(bootstrapServers, "clicks");
        String topic = TopicCatalog.RECOMMEND_SERVED.name();
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                AvroSerde.of(registry, Behavior.class));
    }

    /** Answers the lists served so far. @return how many */
    int answer() {
        int answered = 0;
        var records = consumer.poll(POLL);
        while (!records.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Served list = lists.deserialize(record.topic(), record.value());
                if (list != null && list.getLeaf() != null) {
                    answer(list, list.getLeaf());
                    answered++;
                }
            }
            records = consumer.poll(POLL);
        }
        producer.flush();
        return answered;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        registry.close();
    }

    private void answer(Served list, String leaf) {
        for (ServedItem item : list.getItems()) {
            boolean isLiked = Math.floorMod(item.getItem().hashCode(), ONE_IN) == 0;
            send(list, leaf, item, "exposure");
            if (random.nextDouble() < (isLiked ? LIKED : OTHER)) {
                send(list, leaf, item, "click");
            }
        }
    }

    private void send(Served list, String leaf, ServedItem item, String action) {
        Instant now = Instant.now();
        Behavior event = Behavior.newBuilder()
                .setPartner(list.getPartner())
                .setLeaf(leaf)
                .setMessageId("click-" + events)
                .setType("track")
                .setAction(action)
                .setDomain("beauty")
                .setOccurredAt(now)
                .setReceivedAt(now)
                .setItem(item.getItem())
                .setRequestId(list.getRequestId())
                .setOrigin(new Origin("http", null, null))
                .setPosition(new Position(0, events++))
                .setWeight(0.0)
                .build();
        producer.send(new ProducerRecord<>(TopicCatalog.BEHAVIOR_CLEAN.name(), leaf, event));
    }
}
