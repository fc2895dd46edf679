package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.SegmentMembership;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** The graph from behaviour and links to profiles; the package says what it is made of. */
public final class ProfileTopology implements Supplier<Topology> {
    /** Key to all that is known under it, in PersonState's form. */
    public static final String PEOPLE = "people";
    /** Middle of the name of the internal topic that takes a leaf's state to its person. */
    public static final String SNAPSHOTS = "leaf-snapshots";
    /** One entry a partition: the cluster model and the segments that its people are told with. */
    static final String SWEEP = "sweep";
    /** Keys under which something may have to be told of the forgotten. */
    static final String FAREWELLS = "farewells";

    private final String prefix;
    private final int partitions;
    private final boolean isSpread;
    private final ProfileSerdes serdes;
    private final ProfileRules rules;

    /**
     * @param prefix put before topic names; often empty
     * @param partitions that people are spread over
     * @param isSpread whether these are not those of the topics that are keyed by leaf
     */
    public ProfileTopology(String prefix, int partitions, boolean isSpread, ProfileSerdes serdes, ProfileRules rules) {
        this.prefix = prefix;
        this.partitions = partitions;
        this.isSpread = isSpread;
        this.serdes = serdes;
        this.rules = rules;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder);
        KStream<String, LeafNews> news = behavior(builder)
                .merge(links(builder), Named.as("leaf-words"))
                .merge(erasures(builder), Named.as("leaf-news"));
        KStream<String, Object> ofLeaves = news.process(
                () -> new PersonProcessor(rules, serdes.profileHeader(), Told.OF_LEAVES),
                Named.as("leaf"),
                PEOPLE,
                SWEEP,
                FAREWELLS);
        tell(ofLeaves, Told.OF_LEAVES);
        KStream<String, Object> ofVisitors = snapshots(ofLeaves)
                .mapValues(LeafNewsReader::snapshot, Named.as("read-snapshots"))
                .process(
                        () -> new PersonProcessor(rules, serdes.profileHeader(), Told.OF_VISITORS),
                        Named.as("visitor"),
                        PEOPLE,
                        FAREWELLS);
        tell(ofVisitors, Told.OF_VISITORS);
        return builder.build();
    }

    private KStream<String, LeafNews> behavior(StreamsBuilder builder) {
        LeafNewsReader reader = new LeafNewsReader(rules);
        return input(builder, TopicCatalog.BEHAVIOR_CLEAN, "behavior-clean", serdes.behavior())
                .flatMapValues(reader::behavior, Named.as("read-behaviour"));
    }

    private KStream<String, LeafNews> links(StreamsBuilder builder) {
        LeafNewsReader reader = new LeafNewsReader(rules);
        return input(builder, TopicCatalog.IDENTITY_LINKS, "identity-links", serdes.link())
                .flatMapValues(reader::link, Named.as("read-links"));
    }

    private KStream<String, LeafNews> erasures(StreamsBuilder builder) {
        LeafNewsReader reader = new LeafNewsReader(rules);
        return input(builder, TopicCatalog.PRIVACY_ERASURES, "privacy-erasures", serdes.erasure())
                .flatMapValues(reader::erasure, Named.as("read-erasures"));
    }

    /** Through a topic that is keyed by person. The partition count is told, because the graph feeds itself through it. */
    private KStream<String, LeafSnapshot> snapshots(KStream<String, Object> told) {
        return told.mapValues(value -> (LeafSnapshot) value, Named.as(Told.OF_LEAVES.snapshots()))
                .repartition(Repartitioned.<String, LeafSnapshot>as(SNAPSHOTS)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.snapshot())
                        .withNumberOfPartitions(partitions));
    }

    private void tell(KStream<String, Object> told, Told names) {
        ProfileTopology.<byte[]>values(told)
                .to(
                        TopicCatalog.PROFILE_STATE.on(prefix),
                        Produced.<String, byte[]>as(names.profiles())
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.ByteArray()));
        ProfileTopology.<SegmentMembership>values(told)
                .to(
                        TopicCatalog.PROFILE_SEGMENTS.on(prefix),
                        Produced.<String, SegmentMembership>as(names.segments())
                                .withKeySerde(Serdes.String())
                                .withValueSerde(serdes.segment())
                                .withStreamPartitioner(new SegmentKeys.ByPerson<>()));
    }

    /** A processor names the child each of its records is for, so what reaches a child is of that child's type. */
    @SuppressWarnings("unchecked") // as said above
    private static <V> KStream<String, V> values(KStream<String, ?> told) {
        return (KStream<String, V>) told;
    }

    private <V extends SpecificRecord> KStream<String, V> input(
            StreamsBuilder builder, Topic<V> topic, String name, Serde<V> values) {
        return isSpread
                ? spread(builder, topic, name, values)
                : builder.stream(
                        topic.on(prefix),
                        Consumed.<String, V>as(name)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(values));
    }

    /** Through a topic with as many partitions as people are spread over; records pass as the bytes they are. */
    @SuppressWarnings("unchecked") // the topic's deserializer makes them
    private <V extends SpecificRecord> KStream<String, V> spread(
            StreamsBuilder builder, Topic<V> topic, String name, Serde<V> values) {
        Serde<Object> passing = Serdes.serdeFrom(
                (to, bytes) -> (byte[]) bytes,
                (from, bytes) -> values.deserializer().deserialize(from, bytes));
        Serde<Object> unread = Serdes.serdeFrom((to, bytes) -> (byte[]) bytes, (from, bytes) -> bytes);
        return builder.stream(
                        topic.on(prefix),
                        Consumed.<String, Object>as(name)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(unread))
                .repartition(Repartitioned.<String, Object>as(name)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(passing)
                        .withNumberOfPartitions(partitions))
                .mapValues(value -> (V) value, Named.as(name + "-spread"));
    }

    private static void addStores(StreamsBuilder builder) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(PEOPLE), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled());
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(SWEEP), Serdes.String(), Serdes.String())
                        .withCachingDisabled());
        // It names the forgotten, so no log may have it.
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(FAREWELLS), Serdes.String(), Serdes.String())
                        .withCachingDisabled()
                        .withLoggingDisabled());
    }
}
