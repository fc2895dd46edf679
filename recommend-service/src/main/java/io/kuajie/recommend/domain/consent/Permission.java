package io.kuajie.recommend.domain.consent;

import io.kuajie.kernel.DataUse;

/** What may be used to answer one request. */
public sealed interface Permission {
    /** Nothing of the person: the answer must be the same for everybody. */
    record General() implements Permission {}

    /**
     * The behaviour of some of the person's leaves, and some of it by name.
     *
     * @param usesByLeaf what may be done with what each leaf did, as {@link Uses} writes it; not to be written
     * @param usesOfAll what may be done with all leaves, and with it what is known only of the person as a whole
     */
    record Personal(byte[] usesByLeaf, byte usesOfAll) implements Permission {
        /** Whether what this leaf did may decide the list. */
        public boolean mayUse(int leaf) {
            return may(leaf, DataUse.BEHAVIOR);
        }

        public boolean may(int leaf, DataUse use) {
            return leaf >= 0 && leaf < usesByLeaf.length && Uses.has(usesByLeaf[leaf], use);
        }

        /** Whether this may be done with what all leaves did. */
        public boolean mayWithAll(DataUse use) {
            return Uses.has(usesOfAll, use);
        }

        /** Whether all leaves are usable, and with them what is known only of the person as a whole. */
        public boolean isWhole() {
            return mayWithAll(DataUse.BEHAVIOR);
        }
    }

    Permission GENERAL = new General();
}
