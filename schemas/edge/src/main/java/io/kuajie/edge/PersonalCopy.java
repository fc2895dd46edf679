package io.kuajie.edge;

import io.kuajie.kernel.LeafKey;
import java.time.Instant;

/** One place where a service keeps something of people, and answers for it when they demand erasure or access. */
public interface PersonalCopy {
    /** What it is called in receipts; where it holds a share of all people only, by {@link StoreShard#name()}. */
    String store();

    /**
     * Whether nothing from before the demand is kept of this leaf any more; asked again until it is so. It may do the erasing itself.
     * Where another instance of the service holds the leaf, false: that instance will answer.
     */
    boolean isGone(LeafKey leaf, Instant demandedAt);

    /**
     * All that is kept of this leaf, as JSON can show it; null where nothing is.
     *
     * @throws RuntimeException where this instance can't tell at present; it is asked again
     */
    @org.jspecify.annotations.Nullable
    Object export(LeafKey leaf);
}
