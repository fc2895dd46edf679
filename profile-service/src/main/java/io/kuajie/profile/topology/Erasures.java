package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Who asked to be forgotten, and when. May be asked from any thread. */
public interface Erasures {
    /** When the leaf last asked; null for never. */
    @Nullable
    Instant erasedAt(LeafKey leaf);

    /** Takes in a demand. The topology tells of those it has come to: what follows of the leaf may be older than the demand. */
    void note(LeafKey leaf, Instant demandedAt);

    /** Everybody who asked, in no order. */
    Iterator<LeafKey> leaves();
}
