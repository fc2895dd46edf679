package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.topics.TopicCatalog;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The graph from behaviour and links to profiles; the package says what it is made of. */
public final class ProfileTopology implements Supplier<Topology> {
    /** Leaf to its state, in LeafCodec's form. */
    public static final String LEAVES = "leaves";
    /** Leaf to its link, in LeafLink's form. */
    public static final String LINKS = "links";
    /** Person to the snapshots of its leaves, in PersonState's form. */
    public static final String PEOPLE = "people";
    /** One entry a partition: the model its people are labelled with. */
    static final String SWEEP = "sweep";

    private final String prefix;
    private final ProfileSerdes serdes;
    private final ProfileRules rules;

    /** @param prefix put before topic names; often empty */
    public ProfileTopology(String prefix, ProfileSerdes serdes, ProfileRules rules) {
        this.prefix = prefix;
        this.serdes = serdes;
        this.rules = rules;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder);
        KStream<String, LeafNews> news = behavior(builder).merge(links(builder), Named.as("leaf-news"));
        KStream<String, LeafSnapshot> snapshots = news.process(
                        () -> new LeafProcessor(rules.halfLife(), rules.skipped()), Named.as("leaf"), LEAVES, LINKS)
                .repartition(Repartitioned.<String, LeafSnapshot>as("leaf-snapshots")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.snapshot()));
        snapshots
                .process(() -> new PersonProcessor(rules), Named.as("person"), PEOPLE, SWEEP)
                .to(
                        TopicCatalog.PROFILE_STATE.on(prefix),
                        Produced.<String, io.kuajie.events.Profile>as("profile-state")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(serdes.profile()));
        return builder.build();
    }

    private KStream<String, LeafNews> behavior(StreamsBuilder builder) {
        LeafNewsReader reader = new LeafNewsReader(rules.skipped());
        return builder.stream(TopicCatalog.BEHAVIOR_CLEAN.on(prefix), consumed("behavior-clean", serdes.behavior()))
                .flatMapValues(reader::behavior, Named.as("read-behaviour"));
    }

    private KStream<String, LeafNews> links(StreamsBuilder builder) {
        LeafNewsReader reader = new LeafNewsReader(rules.skipped());
        return builder.stream(TopicCatalog.IDENTITY_LINKS.on(prefix), consumed("identity-links", serdes.link()))
                .flatMapValues(reader::link, Named.as("read-links"));
    }

    private static <V> Consumed<String, V> consumed(String name, Serde<V> values) {
        return Consumed.<String, V>as(name).withKeySerde(Serdes.String()).withValueSerde(values);
    }

    private static void addStores(StreamsBuilder builder) {
        builder.addStateStore(persistent(LEAVES));
        builder.addStateStore(persistent(LINKS));
        builder.addStateStore(persistent(PEOPLE));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(SWEEP), Serdes.String(), Serdes.String())
                        .withCachingDisabled());
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> persistent(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
