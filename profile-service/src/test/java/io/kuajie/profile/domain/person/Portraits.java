package io.kuajie.profile.domain.person;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafState;
import java.util.List;

/** Portraits of somebody who did such things, in this order of arrival. */
public final class Portraits {
    private static final LeafKey ACADEMY = LeafKey.parse("academy:anna");
    private static final LeafKey BLOSSOM = LeafKey.parse("blossom:bella");

    private Portraits() {}

    public static Portrait of(List<LeafEvent> events) {
        return of(ACADEMY, events);
    }

    public static Portrait of(LeafKey leaf, List<LeafEvent> events) {
        return person(leaf, events).portrait().orElseThrow();
    }

    /** Of a person who is known to two partners. */
    public static Portrait ofBoth(List<LeafEvent> atAcademy, List<LeafEvent> atBlossom) {
        PersonState person = person(ACADEMY, atAcademy);
        LeafState other = state(atBlossom);
        person.merge(Membership.belonging(BLOSSOM, 1, other.applied(), LeafCodec.encode(other)));
        return person.portrait().orElseThrow();
    }

    private static PersonState person(LeafKey leaf, List<LeafEvent> events) {
        PersonState person = new PersonState(leaf);
        person.keepOwn(state(events));
        return person;
    }

    private static LeafState state(List<LeafEvent> events) {
        LeafState state = new LeafState(HalfLife.ofDays(30));
        events.forEach(state::apply);
        return state;
    }
}
