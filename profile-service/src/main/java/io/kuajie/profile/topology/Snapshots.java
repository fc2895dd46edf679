package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.person.Farewell;
import io.kuajie.profile.domain.person.PersonState;
import java.nio.ByteBuffer;

/** What leaves send to persons. */
final class Snapshots {
    private Snapshots() {}

    /** The leaf belongs to the person its link names. */
    static LeafSnapshot belonging(LeafKey leaf, PersonState person) {
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

    /** The leaf no longer belongs to the person. */
    static LeafSnapshot left(LeafKey leaf, PersonState person, PersonKey to) {
        return without(leaf, to, person.link().version(), person.applied(), false);
    }

    /** A bond is forgotten. */
    static LeafSnapshot parted(Farewell.Parting parting) {
        return without(parting.leaf(), parting.person(), parting.linkVersion(), -1, true);
    }

    private static LeafSnapshot without(
            LeafKey leaf, PersonKey person, long version, long applied, boolean isForgotten) {
        return new LeafSnapshot(
                leaf.toString(), person.value(), false, version, applied, ByteBuffer.allocate(0), isForgotten);
    }
}
