package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.leaf.LeafState;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state and the link of every leaf, and tells persons: an event goes to the person the leaf belongs to, a link to that
 * person and to all that the leaf has left.
 */
final class LeafProcessor implements Processor<String, LeafNews, String, LeafSnapshot> {
    private static final Logger LOG = LoggerFactory.getLogger(LeafProcessor.class);

    private final HalfLife halfLife;
    private final Consumer<String> skipped;
    private @Nullable ProcessorContext<String, LeafSnapshot> context;
    private @Nullable KeyValueStore<String, byte[]> leaves;
    private @Nullable KeyValueStore<String, byte[]> links;

    LeafProcessor(HalfLife halfLife, Consumer<String> skipped) {
        this.halfLife = halfLife;
        this.skipped = skipped;
    }

    @Override
    public void init(ProcessorContext<String, LeafSnapshot> given) {
        context = given;
        leaves = given.getStateStore(ProfileTopology.LEAVES);
        links = given.getStateStore(ProfileTopology.LINKS);
    }

    @Override
    public void process(Record<String, LeafNews> record) {
        switch (record.value()) {
            case LeafNews.Happened happened -> happened(happened, record.timestamp());
            case LeafNews.Linked linked -> linked(linked, record.timestamp());
        }
    }

    private void happened(LeafNews.Happened news, long timestamp) {
        LeafKey leaf = news.leaf();
        LeafState state = stateOf(leaf).orElseGet(() -> new LeafState(halfLife));
        try {
            state.apply(news.event());
        } catch (IllegalArgumentException e) {
            skipped.accept("behavior-partition");
            LOG.error("Skipping an event: {}", e.getMessage());
            return;
        }
        byte[] bytes = LeafCodec.encode(state);
        Objects.requireNonNull(leaves).put(leaf.toString(), bytes);
        LeafLink link = linkOf(leaf);
        tell(link.person(), belonging(leaf, link, state.applied(), bytes), timestamp);
    }

    private void linked(LeafNews.Linked news, long timestamp) {
        LeafKey leaf = news.leaf();
        LeafLink link = linkOf(leaf).after(leaf, news.person(), news.version());
        Objects.requireNonNull(links).put(leaf.toString(), link.encode());
        byte[] bytes = Objects.requireNonNull(leaves).get(leaf.toString());
        long applied = bytes == null ? -1 : LeafCodec.decode(bytes).applied();
        tell(link.person(), belonging(leaf, link, applied, bytes == null ? new byte[0] : bytes), timestamp);
        for (PersonKey left : leftBy(news, link)) {
            tell(left, left(leaf, link, applied, left), timestamp);
        }
    }

    /** Everybody the leaf has left; a word that no longer holds names one of them too. */
    private static Set<PersonKey> leftBy(LeafNews.Linked news, LeafLink link) {
        Set<PersonKey> left = new LinkedHashSet<>(link.former());
        left.add(news.person() == null ? PersonKey.of(news.leaf()) : news.person());
        left.remove(link.person());
        return left;
    }

    private void tell(PersonKey person, LeafSnapshot snapshot, long timestamp) {
        Objects.requireNonNull(context).forward(new Record<>(person.value(), snapshot, timestamp));
    }

    private Optional<LeafState> stateOf(LeafKey leaf) {
        return Optional.ofNullable(Objects.requireNonNull(leaves).get(leaf.toString()))
                .map(LeafCodec::decode);
    }

    private LeafLink linkOf(LeafKey leaf) {
        byte[] bytes = Objects.requireNonNull(links).get(leaf.toString());
        return bytes == null ? LeafLink.none(leaf) : LeafLink.decode(bytes);
    }

    private static LeafSnapshot belonging(LeafKey leaf, LeafLink link, long applied, byte[] state) {
        return new LeafSnapshot(
                leaf.toString(), link.person().value(), true, link.version(), applied, ByteBuffer.wrap(state));
    }

    private static LeafSnapshot left(LeafKey leaf, LeafLink link, long applied, PersonKey person) {
        return new LeafSnapshot(
                leaf.toString(), person.value(), false, link.version(), applied, ByteBuffer.allocate(0));
    }
}
