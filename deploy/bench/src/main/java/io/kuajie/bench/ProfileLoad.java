package io.kuajie.bench;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.TopicCatalog;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes clean behaviour of many people: what they look at, put in their baskets and buy, drawn evenly. */
final class ProfileLoad implements AutoCloseable {
    private static final String[] ACTIONS = {"browse", "browse", "browse", "click", "search", "favourite", "cart", "buy"
    };
    private static final double[] WEIGHTS = {1, 1, 1, 1, 2, 3, 4, 8};
    private static final int CATEGORIES = 40;
    private static final int ITEMS = 20_000;
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private final int people;
    private final SplittableRandom random = new SplittableRandom(7);
    private final SchemaRegistry registry;
    private final KafkaProducer<String, Behavior> producer;
    private long offset;

    ProfileLoad(String bootstrapServers, URI registryUrl, int people) {
        this.people = people;
        this.registry = new SchemaRegistry(registryUrl);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 << 10),
                new StringSerializer(),
                AvroSerde.of(registry, Behavior.class));
    }

    /** Name of a person: a partner and a pseudonym as long as real ones. */
    static String person(int number) {
        long hash = number * 0x9E3779B97F4A7C15L;
        return (number % 2 == 0 ? "academy:" : "blossom:") + "%016x%010x".formatted(hash, number);
    }

    /** One event of everybody, in an order that no cache likes. */
    void everybodyOnce() {
        int step = 7_368_787; // prime, so that every number comes once
        for (int i = 0; i < people; i++) {
            send((int) ((long) i * step % people));
        }
        producer.flush();
    }

    /** Events of people drawn evenly. */
    void anybody(int count) {
        for (int i = 0; i < count; i++) {
            send(random.nextInt(people));
        }
        producer.flush();
    }

    /** One event of somebody. @param atMillis time of its record */
    void somebody(long atMillis) {
        int person = random.nextInt(people);
        String leaf = person(person);
        producer.send(
                new ProducerRecord<>(TopicCatalog.BEHAVIOR_CLEAN.name(), null, atMillis, leaf, event(leaf, person)));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }

    private void send(int person) {
        String leaf = person(person);
        producer.send(new ProducerRecord<>(TopicCatalog.BEHAVIOR_CLEAN.name(), leaf, event(leaf, person)));
    }

    private Behavior event(String leaf, int person) {
        int kind = random.nextInt(ACTIONS.length);
        // Everybody has a taste: half of all events are of three categories of their own.
        int category = random.nextBoolean() ? (person + random.nextInt(3)) % CATEGORIES : random.nextInt(CATEGORIES);
        int item = category + CATEGORIES * random.nextInt(ITEMS / CATEGORIES);
        String partner = leaf.substring(0, leaf.indexOf(':'));
        Instant at = START.plusMillis(offset * 10);
        return new Behavior(
                partner,
                leaf,
                false,
                new UUID(random.nextLong(), offset).toString(),
                "track",
                "Product Viewed",
                ACTIONS[kind],
                partner.equals("academy") ? "course" : "beauty",
                at,
                at.plusMillis(20),
                partner + ":item-" + item,
                "category-" + category,
                1.0,
                new Amount(100L + random.nextInt(100_000), "CNY"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "zh-CN",
                "Asia/Shanghai",
                null,
                null,
                null,
                new Origin("http", null, null),
                List.of(),
                Map.of(),
                new Position(0, offset++),
                WEIGHTS[kind],
                List.of());
    }
}
