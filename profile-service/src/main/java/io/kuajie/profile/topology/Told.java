package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.events.SegmentMembership;
import org.jspecify.annotations.Nullable;

/** What goes out after some news, each to a topic of its own. */
sealed interface Told {
    /** To profile.state. @param profile null where nobody of the name is left */
    record Portrayed(@Nullable Profile profile) implements Told {}

    /** To the person that a leaf belongs to, or has left. */
    record Sent(LeafSnapshot snapshot) implements Told {}

    /** To profile.segments. @param membership null where the person is forgotten */
    record Grouped(@Nullable SegmentMembership membership) implements Told {}
}
