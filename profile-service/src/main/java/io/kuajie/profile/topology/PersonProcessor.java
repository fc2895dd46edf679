package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the set of leaf snapshots of every person and tells what they show together, with the label of the nearest cluster; a
 * tombstone where no leaf with an event is left.
 */
final class PersonProcessor implements Processor<String, LeafSnapshot, String, Profile> {
    private final ProfileRules rules;
    private final ProfileMapper mapper;
    private @Nullable ProcessorContext<String, Profile> context;
    private @Nullable KeyValueStore<String, byte[]> people;

    PersonProcessor(ProfileRules rules) {
        this.rules = rules;
        this.mapper = new ProfileMapper(rules.domainOf());
    }

    @Override
    public void init(ProcessorContext<String, Profile> given) {
        context = given;
        people = given.getStateStore(ProfileTopology.PEOPLE);
        KeyValueStore<String, String> done = given.getStateStore(ProfileTopology.SWEEP);
        LabelSweep sweep = new LabelSweep(rules, people, done, given::commit, this::relabel);
        given.schedule(rules.sweepPause(), PunctuationType.WALL_CLOCK_TIME, sweep::step);
    }

    @Override
    public void process(Record<String, LeafSnapshot> record) {
        byte[] known = Objects.requireNonNull(people).get(record.key());
        PersonState person = known == null ? new PersonState() : PersonState.decode(known);
        person.merge(membership(record.value()));
        tell(new PersonKey(record.key()), person, record.timestamp());
    }

    private void relabel(String key, PersonState person, long timestamp) {
        tell(new PersonKey(key), person, timestamp);
    }

    private void tell(PersonKey key, PersonState person, long timestamp) {
        Optional<Portrait> portrait = person.portrait(key);
        float[] vector =
                VectorLayout.vectorOf(portrait.map(Portrait::dimensions).orElse(java.util.List.of()));
        Optional<Clusters.Label> label = rules.clusters().get().flatMap(clusters -> clusters.labelOf(vector));
        person.tell(label.map(Clusters.Label::group).orElse(""));
        Objects.requireNonNull(people).put(key.value(), person.encode());
        Profile profile = portrait.map(shown -> mapper.profile(shown, vector, label, person.version()))
                .orElse(null);
        Objects.requireNonNull(context).forward(new Record<>(key.value(), profile, timestamp));
    }

    private static Membership membership(LeafSnapshot snapshot) {
        LeafKey leaf = LeafKey.parse(snapshot.getLeaf());
        if (!snapshot.getBelongs()) {
            return Membership.left(leaf, snapshot.getLinkVersion(), snapshot.getApplied());
        }
        byte[] state = new byte[snapshot.getState().remaining()];
        snapshot.getState().duplicate().get(state);
        return Membership.belonging(leaf, snapshot.getLinkVersion(), snapshot.getApplied(), state);
    }
}
