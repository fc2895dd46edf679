package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Farewell;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.vector.VectorLayout;
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
    private @Nullable Farewells farewells;

    PersonProcessor(ProfileRules rules, Supplier<byte[]> header, Told told) {
        this.rules = rules;
        this.form = new ProfileForm(header, rules.domainOf());
        this.told = told;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
        people = given.getStateStore(ProfileTopology.PEOPLE);
        farewells = new Farewells(rules, people, given.getStateStore(ProfileTopology.FAREWELLS));
        // One of those that share the store looks at everybody from time to time.
        if (told.equals(Told.OF_LEAVES)) {
            KeyValueStore<String, String> marks = given.getStateStore(ProfileTopology.SWEEP);
            Sweep sweep = new Sweep(rules, people, marks, given::commit, this::relabel, farewells());
            Reconsidering reconsidering = new Reconsidering(rules, people, this::reconsider);
            given.schedule(rules.sweep().pause(), PunctuationType.WALL_CLOCK_TIME, now -> {
                sweep.step(now);
                farewells().step(given::commit, this::part);
                reconsidering.step();
            });
        }
    }

    @Override
    public void process(Record<String, LeafNews> record) {
        long at = record.timestamp();
        switch (record.value()) {
            case LeafNews.Happened happened -> happened(happened, at);
            case LeafNews.Linked linked -> linked(linked, at);
            case LeafNews.Erased erased -> erased(erased, at);
            case LeafNews.Unlinked unlinked -> unlinked(unlinked, at);
            case LeafNews.Visiting visiting -> visiting(visiting, record.key(), at);
            case LeafNews.Parted parted -> parted(parted.parting(), record.key(), at);
        }
    }

    private void happened(LeafNews.Happened news, long timestamp) {
        LeafKey leaf = news.leaf();
        if (rules.isForgotten(leaf, news.receivedAt())) {
            rules.skipped().accept("behavior-erased");
            return;
        }
        String key = leaf.toString();
        PersonState person = stateOf(leaf, key);
        LeafState state = person.own().orElseGet(() -> rules.blank(leaf));
        try {
            if (state.apply(news.event())) {
                learn(news);
            }
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
            send(Snapshots.belonging(leaf, person), timestamp);
        }
    }

    /** Only from what is new to the leaf: after a crash events come again. */
    private void learn(LeafNews.Happened news) {
        String review = news.review();
        if (review != null) {
            rules.tone().learn(review, news.event().rating());
        }
    }

    private void linked(LeafNews.Linked news, long timestamp) {
        LeafKey leaf = news.leaf();
        if (rules.isForgotten(leaf, news.saidAt())) {
            rules.skipped().accept("link-erased");
            return;
        }
        PersonKey person = news.person();
        // Who belonged to somebody who was forgotten since was sent home.
        boolean isSentHome = person != null && rules.isForgotten(LeafKey.parse(person.value()), news.saidAt());
        PersonState state = stateOf(leaf.toString());
        LeafLink link = state.link().after(leaf, isSentHome ? null : person, news.version());
        state.keepSince(news.saidAt());
        state.keepLink(link);
        keepAndShow(leaf.toString(), state, timestamp);
        if (!state.isHome()) {
            send(Snapshots.belonging(leaf, state), timestamp);
        }
        for (PersonKey left : leftBy(news, link)) {
            send(Snapshots.left(leaf, state, left), timestamp);
        }
        if (!state.left(rules::isForgotten).isEmpty()) {
            farewells().told(leaf.toString());
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
        rules.erasures().note(news.leaf(), news.demandedAt());
        String key = news.leaf().toString();
        PersonState person = stateOf(key);
        keepAndShow(key, person, timestamp);
        part(key, person, timestamp);
    }

    /** What was said of where the leaf belongs is forgotten, by those who work it out: they did not know of the demand yet. */
    private void unlinked(LeafNews.Unlinked news, long timestamp) {
        String key = news.leaf().toString();
        PersonState person = stateOf(key);
        if (!person.forgetLink()) {
            rules.skipped().accept("link-tombstone");
            return;
        }
        keepAndShow(key, person, timestamp);
        part(key, person, timestamp);
    }

    /** Tells all who know of something that is forgotten; what is kept for that is let go once it was surely told. */
    private void part(String key, PersonState person, long timestamp) {
        LeafKey self = LeafKey.parse(key);
        for (Farewell.Parting parting : person.farewell().partings()) {
            send(Snapshots.parted(parting), parting.addressee(self).value(), timestamp);
        }
        for (String segment : person.farewell().segments()) {
            forward(told.segments(), SegmentKeys.of(key, segment), null, timestamp);
        }
        for (PersonKey former : person.left(rules::isForgotten)) {
            send(Snapshots.left(self, person, former), timestamp);
        }
        farewells().told(key);
    }

    private void visiting(LeafNews.Visiting visiting, String key, long timestamp) {
        PersonState person = stateOf(key);
        if (!visiting.membership().belongs() && rules.isForgotten(new PersonKey(key))) {
            // To remember who has left would be to remember the person who was forgotten.
            person.dismiss(visiting.membership());
        } else {
            person.keepSince(rules.cameAt(LeafKey.parse(key), person, Instant.ofEpochMilli(timestamp)));
            person.merge(visiting.membership());
        }
        keepAndShow(key, person, timestamp);
    }

    private void parted(Farewell.Parting parting, String key, long timestamp) {
        PersonState person = stateOf(key);
        person.part(parting);
        keepAndShow(key, person, timestamp);
        if (!person.left(rules::isForgotten).isEmpty()) {
            farewells().toTell(key);
        }
    }

    private void relabel(String key, PersonState person, long timestamp) {
        keepAndShow(key, person, timestamp);
    }

    private void keepAndShow(String key, PersonState person, long timestamp) {
        Optional<Portrait> portrait = person.portrait();
        float[] vector = vectorOf(portrait);
        Optional<Portrait> analysed = rules.analysed(person, portrait);
        float[] compared = analysed.equals(portrait) ? vector : vectorOf(analysed);
        Optional<Clusters.Label> label = rules.clusters().get().flatMap(clusters -> clusters.labelOf(compared));
        person.tell(label.map(Clusters.Label::group).orElse(""));
        Instant now = Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
        List<Segments.Change> changes = rules.segments().get().update(person.segments(), analysed, person.label(), now);
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

    private static float[] vectorOf(Optional<Portrait> portrait) {
        return portrait.map(shown -> VectorLayout.vectorOf(shown.dimensions()))
                .orElseGet(() -> new float[VectorLayout.DIMENSION]);
    }

    /** What a leaf's person may be analysed by has changed. */
    private void reconsider(String key, PersonState person) {
        long now = Objects.requireNonNull(context).currentSystemTimeMs();
        keepAndShow(key, person, now);
        if (!person.isHome()) {
            send(Snapshots.belonging(LeafKey.parse(key), person), now);
        }
    }

    private static SegmentMembership membership(String person, Segments.Change change, Instant now) {
        return new SegmentMembership(person, change.segment(), change.entered(), change.version(), now);
    }

    private void part(String key, PersonState person) {
        part(key, person, Objects.requireNonNull(context).currentSystemTimeMs());
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

    /**
     * What is known under a key, but for what is to be forgotten: other topics may bring what followed a demand before the demand
     * itself, which also comes again after a crash.
     */
    private PersonState stateOf(LeafKey leaf, String key) {
        PersonState person = PersonState.of(leaf, store().get(key));
        if (rules.isToBeForgotten(leaf, person)) {
            person.forgetAll();
            if (!person.farewell().isNone()) {
                farewells().toTell(key);
            }
        }
        return person;
    }

    private PersonState stateOf(String key) {
        return stateOf(LeafKey.parse(key), key);
    }

    private Farewells farewells() {
        return Objects.requireNonNull(farewells);
    }

    private KeyValueStore<String, byte[]> store() {
        return Objects.requireNonNull(people);
    }
}
