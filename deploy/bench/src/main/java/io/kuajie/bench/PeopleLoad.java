package io.kuajie.bench;

import io.kuajie.events.Amount;
import io.kuajie.events.CatalogItem;
import io.kuajie.events.ClusterLabel;
import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a catalogue and the profiles of many people who are known at both partners, with {@link Dealings} on both sides.
 */
final class PeopleLoad implements AutoCloseable {
    private static final Pseudonymizer PSEUDONYMS = TestKeys.pseudonymizer();
    private static final Instant AT = Instant.parse("2026-10-01T00:00:00Z");

    private final int people;
    private final int items;
    private final SplittableRandom random = new SplittableRandom(7);
    private final SchemaRegistry registry;
    private final KafkaProducer<String, SpecificRecord> producer;
    private long version;

    PeopleLoad(String bootstrapServers, URI registryUrl, int people, int items) {
        this.people = people;
        this.items = items;
        this.registry = new SchemaRegistry(registryUrl);
        AvroSerde<Profile> profiles = AvroSerde.of(registry, Profile.class);
        AvroSerde<CatalogItem> entries = AvroSerde.of(registry, CatalogItem.class);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 << 10),
                new StringSerializer(),
                (topic, value) -> value instanceof Profile profile
                        ? profiles.serialize(topic, profile)
                        : entries.serialize(topic, (CatalogItem) value));
    }

    static String user(int number) {
        return "user-" + number;
    }

    /** Of an item in the catalogue, in minor units. */
    static long price(int item) {
        return 100L + item * 37L % 40_000;
    }

    void catalogue() {
        for (int item = 0; item < items; item++) {
            String key = "blossom:" + item;
            producer.send(new ProducerRecord<>(TopicCatalog.CATALOG_ITEMS.name(), key, entry(key, item)));
        }
        producer.flush();
    }

    void everybody() {
        for (int person = 0; person < people; person++) {
            send(person);
        }
        producer.flush();
    }

    /** The new state of somebody drawn evenly. */
    void anybody() {
        send(random.nextInt(people));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }

    private void send(int person) {
        List<LeafKey> leaves = List.of(leaf(TestKeys.ACADEMY, person), leaf(TestKeys.BLOSSOM, person));
        String key = leaves.getFirst().toString();
        producer.send(new ProducerRecord<>(TopicCatalog.PROFILE_STATE.name(), key, profile(person, leaves)));
    }

    private static LeafKey leaf(PartnerId partner, int person) {
        return PSEUDONYMS.leaf(partner, Kind.USER, user(person));
    }

    private Profile profile(int person, List<LeafKey> leaves) {
        List<ProfileItem> dealtWith = Dealings.of(person, items, random).stream()
                .map(dealing -> new ProfileItem(
                        leaves.get(dealing.side()).partner() + ":" + dealing.item(),
                        dealing.side(),
                        domain(dealing.side()),
                        dealing.category(),
                        dealing.mass(),
                        "browse",
                        false,
                        AT))
                .toList();
        return Profile.newBuilder()
                .setPerson(leaves.getFirst().toString())
                .setLeaves(List.of(leaf(leaves, 0), leaf(leaves, 1)))
                .setLayout(1)
                .setVector(ByteBuffer.allocate(0))
                .setDimensions(List.of(
                        new ProfileDimension("browse", domain(0), Dealings.tasteOf(person), 3.0),
                        new ProfileDimension("browse", domain(1), Dealings.tasteOf(person), 3.0)))
                .setItems(dealtWith)
                .setCounts(Map.of("browse", (long) dealtWith.size()))
                .setCluster(new ClusterLabel("m1", Dealings.clusterOf(person), 0.1))
                .setFirstAt(AT)
                .setEvaluatedAt(AT.plusMillis(version))
                .setVersion(version++)
                .build();
    }

    private ProfileLeaf leaf(List<LeafKey> leaves, int side) {
        return new ProfileLeaf(leaves.get(side).toString(), domain(side), new Position(side, version), 3L);
    }

    private static String domain(int side) {
        return side == 0 ? "course" : "beauty";
    }

    private static CatalogItem entry(String key, int item) {
        return CatalogItem.newBuilder()
                .setPartner("blossom")
                .setItem(key)
                .setDomain("beauty")
                .setKind("product")
                .setTitle("精华 " + item)
                .setTitles(Map.of("en", "Serum " + item))
                .setCategory(Dealings.categoryOf(item))
                .setTags(List.of("tag-" + item % 10))
                .setPrice(new Amount(price(item), "CNY"))
                .setUpdatedAt(AT)
                .build();
    }
}
