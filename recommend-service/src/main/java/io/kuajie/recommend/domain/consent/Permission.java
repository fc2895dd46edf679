package io.kuajie.recommend.domain.consent;

/** What may be used to answer one request. */
public sealed interface Permission {
    /** Nothing of the person: the answer must be the same for everybody. */
    record General() implements Permission {}

    /**
     * The behaviour of some of the person's leaves.
     *
     * @param usable by the leaf's index; not to be written
     * @param isWhole whether all leaves are usable, and with them what is known only of the person as a whole
     */
    record Personal(boolean[] usable, boolean isWhole) implements Permission {
        public boolean mayUse(int leaf) {
            return leaf >= 0 && leaf < usable.length && usable[leaf];
        }
    }

    Permission GENERAL = new General();
}
