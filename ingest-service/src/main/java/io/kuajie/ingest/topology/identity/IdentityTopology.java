package io.kuajie.ingest.topology.identity;

import io.kuajie.events.Consent;
import io.kuajie.events.Erasure;
import io.kuajie.events.IdentityClaim;
import io.kuajie.events.Link;
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
import org.apache.kafka.streams.state.Stores;

/** The graph from claims, consents and erasures to links; the package says what it is made of. */
public final class IdentityTopology implements Supplier<Topology> {
    /** Leaves and match keys. */
    public static final String NODES = "identity-nodes";

    static final String REMINDERS = "identity-reminders";
    static final String CONSENTS = "identity-consents";

    /** The records of the topics on the wire. */
    public record Records(
            Serde<IdentityClaim> claim, Serde<Consent> consent, Serde<Erasure> erasure, Serde<Link> link) {}

    private final String prefix;
    private final Records records;

    /** @param prefix put before topic names; often empty */
    public IdentityTopology(String prefix, Records records) {
        this.prefix = prefix;
        this.records = records;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder);
        KStream<String, IdentityNews> news = claims(builder)
                .merge(consents(builder), Named.as("claims-and-consents"))
                .merge(erasures(builder), Named.as("identity-news"));
        news.process(IdentityProcessor::new, Named.as("who-is-who"), NODES, REMINDERS)
                .to(
                        TopicCatalog.IDENTITY_LINKS.on(prefix),
                        Produced.<String, Link>as("links")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(records.link()));
        news.process(ConsentProcessor::new, Named.as("carry-consents"), CONSENTS, NODES)
                .to(
                        TopicCatalog.PRIVACY_CONSENTS.on(prefix),
                        Produced.<String, Consent>as("carried-consents")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(records.consent()));
        return builder.build();
    }

    private KStream<String, IdentityNews> claims(StreamsBuilder builder) {
        return builder.stream(TopicCatalog.IDENTITY_CLAIMS.on(prefix), consumed("identity-claims", records.claim()))
                .flatMapValues(IdentityNewsReader::claim, Named.as("read-claims"));
    }

    private KStream<String, IdentityNews> consents(StreamsBuilder builder) {
        return builder.stream(TopicCatalog.PRIVACY_CONSENTS.on(prefix), consumed("privacy-consents", records.consent()))
                .repartition(gathered("consents", records.consent()))
                .flatMapValues(IdentityNewsReader::consent, Named.as("read-consents"));
    }

    private KStream<String, IdentityNews> erasures(StreamsBuilder builder) {
        return builder.stream(TopicCatalog.PRIVACY_ERASURES.on(prefix), consumed("privacy-erasures", records.erasure()))
                .repartition(gathered("erasures", records.erasure()))
                .flatMapValues(IdentityNewsReader::erasure, Named.as("read-erasures"));
    }

    private static <V> Consumed<String, V> consumed(String name, Serde<V> values) {
        return Consumed.<String, V>as(name).withKeySerde(Serdes.String()).withValueSerde(values);
    }

    private static <V> Repartitioned<String, V> gathered(String name, Serde<V> values) {
        return Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(values)
                .withNumberOfPartitions(1);
    }

    private static void addStores(StreamsBuilder builder) {
        for (String store : new String[] {NODES, REMINDERS, CONSENTS}) {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                    .withCachingDisabled());
        }
    }
}
