package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known under each key, and tells what has changed: an event of a leaf that is its own person, as most are, changes that
 * person at once; a leaf that belongs elsewhere sends its state there; a link tells the new person and all that the leaf has left. Two
 * of these share the store: one hears of leaves, the other of what leaves send to persons.
 */
final class PersonProcessor implements Processor<String, LeafNews, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(PersonProcessor.class);

    private final ProfileRules rules;
    private final ProfileForm form;
    private final Told told;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable KeyValueStore<String, byte[]> people;

    PersonProcessor(ProfileRules rules, Supplier<byte[]> header, Told told) {
        this.rules = rules;
        this.form = new ProfileForm(header, rules.domainOf());
        this.told = told;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
        people = given.getStateStore(ProfileTopology.PEOPLE);
        // One of those that share the store looks at everybody from time to time.
        if (told.equals(Told.OF_LEAVES)) {
            KeyValueStore<String, String> marks = given.getStateStore(ProfileTopology.SWEEP);
            Sweep sweep = new Sweep(rules, people, marks, given::commit, this::relabel);
            given.schedule(rules.sweep().pause(), PunctuationType.WALL_CLOCK_TIME, sweep::step);
        }
    }

    @Override
    public void process(Record<String, LeafNews> record) {
        long at = record.timestamp();
        switch (record.value()) {
            case LeafNews.Happened happened -> happened(happened, at);
            case LeafNews.Linked linked -> linked(linked, at);
            case LeafNews.Erased erased -> erased(erased, at);
            case LeafNews.Visiting visiting -> {
                PersonState person = stateOf(record.key());
                person.keepSince(Instant.ofEpochMilli(at));
                person.merge(visiting.membership());
                keepAndShow(record.key(), person, at);
            }
            case LeafNews.Gone gone -> gone(gone, record.key(), at);
        }
    }

    private void happened(LeafNews.Happened news, long timestamp) {
        LeafKey leaf = news.leaf();
        if (rules.isForgotten(leaf, news.receivedAt())) {
            rules.skipped().accept("behavior-erased");
            return;
        }
        String key = leaf.toString();
        PersonState person = PersonState.of(leaf, store().get(key));
        LeafState state = person.own().orElseGet(() -> rules.blank(leaf));
        try {
            state.apply(news.event());
        } catch (IllegalArgumentException e) {
            rules.skipped().accept("behavior-partition");
            LOG.error("Skipping an event: {}", e.getMessage());
            return;
        }
        person.keepSince(news.receivedAt());
        person.keepOwn(state);
        if (person.isHome()) {
            keepAndShow(key, person, timestamp);
        } else {
            store().put(key, person.encode());
            send(belonging(leaf, person), timestamp);
        }
    }

    private void linked(LeafNews.Linked news, long timestamp) {
        LeafKey leaf = news.leaf();
        if (rules.isForgotten(leaf, news.saidAt())) {
            rules.skipped().accept("link-erased");
            return;
        }
        PersonState person = stateOf(leaf.toString());
        LeafLink link = person.link().after(leaf, news.person(), news.version());
        person.keepSince(news.saidAt());
        person.keepLink(link);
        keepAndShow(leaf.toString(), person, timestamp);
        if (!person.isHome()) {
            send(belonging(leaf, person), timestamp);
        }
        for (PersonKey left : leftBy(news, link)) {
            send(left(leaf, person, left, false), timestamp);
        }
    }

    /** Everybody else the leaf has left; a word that no longer holds names one of them too. */
    private static Set<PersonKey> leftBy(LeafNews.Linked news, LeafLink link) {
        Set<PersonKey> left = new LinkedHashSet<>(link.former());
        if (news.person() != null) {
            left.add(news.person());
        }
        left.remove(link.person());
        left.remove(PersonKey.of(news.leaf()));
        return left;
    }

    /** The leaf is forgotten here and wherever it belonged; those who belonged to the person of its name are sent home. */
    private void erased(LeafNews.Erased news, long timestamp) {
        LeafKey leaf = news.leaf();
        PersonState person = stateOf(leaf.toString());
        if (person.isAllSince(news.demandedAt())) {
            // The demand comes again after a crash; what came in the meantime is not meant by it.
            keepAndShow(leaf.toString(), person, timestamp);
            return;
        }
        LeafLink link = person.link();
        Set<PersonKey> others = new LinkedHashSet<>(link.former());
        others.add(link.person());
        others.remove(PersonKey.of(leaf));
        for (PersonKey other : others) {
            send(left(leaf, person, other, true), timestamp);
        }
        for (LeafKey visitor : person.visitingLeaves()) {
            send(
                    new LeafSnapshot(visitor.toString(), leaf.toString(), false, 0L, -1L, ByteBuffer.allocate(0), true),
                    visitor.toString(),
                    timestamp);
        }
        person.segments()
                .known()
                .forEach(
                        segment -> forward(told.segments(), SegmentKeys.of(leaf.toString(), segment), null, timestamp));
        store().delete(leaf.toString());
        forward(told.profiles(), leaf.toString(), null, timestamp);
    }

    private void gone(LeafNews.Gone gone, String key, long timestamp) {
        LeafKey self = LeafKey.parse(key);
        PersonState person = stateOf(key);
        if (gone.leaf().equals(self)) {
            LeafLink link = person.link();
            if (link.person().equals(gone.person())) {
                person.keepLink(new LeafLink(PersonKey.of(self), link.version(), List.of()));
            }
        } else {
            person.forget(gone.leaf());
        }
        keepAndShow(key, person, timestamp);
    }

    private void relabel(String key, PersonState person, long timestamp) {
        keepAndShow(key, person, timestamp);
    }

    private void keepAndShow(String key, PersonState person, long timestamp) {
        Optional<Portrait> portrait = person.portrait();
        float[] vector = portrait.map(shown -> VectorLayout.vectorOf(shown.dimensions()))
                .orElseGet(() -> new float[VectorLayout.DIMENSION]);
        Optional<Clusters.Label> label = rules.clusters().get().flatMap(clusters -> clusters.labelOf(vector));
        person.tell(label.map(Clusters.Label::group).orElse(""));
        Instant now = Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
        List<Segments.Change> changes = rules.segments().get().update(person.segments(), portrait, person.label(), now);
        if (person.isEmpty()) {
            store().delete(key);
        } else {
            store().put(key, person.encode());
        }
        forward(
                told.profiles(),
                key,
                portrait.map(shown -> form.write(shown, vector, label, person.version()))
                        .orElse(null),
                timestamp);
        changes.forEach(change -> forward(
                told.segments(), SegmentKeys.of(key, change.segment()), membership(key, change, now), timestamp));
    }

    private static SegmentMembership membership(String person, Segments.Change change, Instant now) {
        return new SegmentMembership(person, change.segment(), change.entered(), change.version(), now);
    }

    private void send(LeafSnapshot snapshot, long timestamp) {
        send(snapshot, snapshot.getPerson(), timestamp);
    }

    private void send(LeafSnapshot snapshot, String key, long timestamp) {
        forward(told.snapshots(), key, snapshot, timestamp);
    }

    private void forward(String child, String key, @Nullable Object value, long timestamp) {
        Objects.requireNonNull(context).forward(new Record<>(key, value, timestamp), child);
    }

    private PersonState stateOf(String key) {
        return PersonState.of(LeafKey.parse(key), store().get(key));
    }

    private KeyValueStore<String, byte[]> store() {
        return Objects.requireNonNull(people);
    }

    private static LeafSnapshot belonging(LeafKey leaf, PersonState person) {
        byte[] state = person.own().map(LeafCodec::encode).orElseGet(() -> new byte[0]);
        LeafLink link = person.link();
        return new LeafSnapshot(
                leaf.toString(),
                link.person().value(),
                true,
                link.version(),
                person.applied(),
                ByteBuffer.wrap(state),
                false);
    }

    private static LeafSnapshot left(LeafKey leaf, PersonState person, PersonKey to, boolean erased) {
        return new LeafSnapshot(
                leaf.toString(),
                to.value(),
                false,
                person.link().version(),
                person.applied(),
                ByteBuffer.allocate(0),
                erased);
    }
}
