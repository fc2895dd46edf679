package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import org.jspecify.annotations.Nullable;

/** Something new of a leaf. */
sealed interface LeafNews {
    LeafKey leaf();

    /** It did something. */
    record Happened(LeafKey leaf, LeafEvent event) implements LeafNews {}

    /** It was said to belong to somebody. @param person null takes an earlier link back */
    record Linked(LeafKey leaf, @Nullable PersonKey person, long version) implements LeafNews {}
}
