package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.crowd.Crowd;
import java.util.List;
import java.util.Map;

/**
 * A person in compact form: items by number, heaviest first, in parallel arrays. Immutable; the arrays are not to be written.
 *
 * @param items numbers of the items dealt with
 * @param weights their weights, zero for what was only given back
 * @param leafIndexes at which of the leaves each happened
 * @param strongest what was done at most with each
 * @param owned whether each was bought and kept
 * @param lastSeconds when each was last dealt with; 0 where unknown
 * @param share what this person adds to the crowd
 */
public record Person(
        PersonKey key,
        List<Leaf> leaves,
        int[] items,
        byte[] weights,
        byte[] leafIndexes,
        Action[] strongest,
        boolean[] owned,
        int[] lastSeconds,
        Crowd.Share share,
        String cluster,
        Map<String, Long> countByAction) {
    /** Of an object, an array, or an entry of a map, as virtual machines lay them out. */
    private static final int HEADER = 16;

    /** Bytes of the arrays, names and headers that are this person's alone, to within a tenth or so. */
    long sizeBytes() {
        long arrays = 14L * items.length
                + 5 * HEADER
                + 6L * share.ties().size()
                + 6L * share.tastes().size();
        long likes = 4L * share.likes().categories().length + 10 * HEADER;
        long names = 2L * key.toString().length() + leaves.size() * 8L * HEADER;
        return arrays + likes + names + countByAction.size() * 3L * HEADER + 8 * HEADER;
    }
}
