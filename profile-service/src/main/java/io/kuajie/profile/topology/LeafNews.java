package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.person.Farewell;
import io.kuajie.profile.domain.person.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something new of a leaf. */
sealed interface LeafNews {
    LeafKey leaf();

    /**
     * It did something.
     *
     * @param receivedAt when the door took it
     * @param review the text of a rated review that may be learnt from; null for none
     */
    record Happened(
            LeafKey leaf,
            LeafEvent event,
            Instant receivedAt,
            @Nullable String review) implements LeafNews {}

    /** It was said to belong to somebody. @param person null takes an earlier link back */
    record Linked(LeafKey leaf, @Nullable PersonKey person, long version, Instant saidAt) implements LeafNews {}

    /** What was said of whom it belongs to is to be forgotten. */
    record Unlinked(LeafKey leaf) implements LeafNews {}

    /** It is to be forgotten. @param demandedAt what came later stays */
    record Erased(LeafKey leaf, Instant demandedAt) implements LeafNews {}

    /** It belongs to, or has left, a person of another name: the addressee. */
    record Visiting(LeafKey leaf, Membership membership) implements LeafNews {}

    /** A bond is forgotten, as the addressee is told: the person the leaf belonged to, or the leaf itself. */
    record Parted(Farewell.Parting parting) implements LeafNews {
        @Override
        public LeafKey leaf() {
            return parting.leaf();
        }
    }
}
