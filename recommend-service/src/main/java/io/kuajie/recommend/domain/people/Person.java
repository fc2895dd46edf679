package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.crowd.Crowd;
import java.util.List;
import java.util.Map;

/**
 * A person as lists and statistics need it: items by number, heaviest first, in parallel arrays. Immutable; the arrays are not to be
 * written. {@link People} keeps it packed.
 *
 * @param items numbers of the items dealt with
 * @param weights their weights, zero for what was only given back
 * @param leafIndexes at which of the leaves each happened
 * @param strongest what was done at most with each
 * @param owned whether each was bought and kept
 * @param lastSeconds when each was last dealt with; 0 where unknown
 * @param share what this person adds to the crowd, of the first of the items
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
    /** Of an array, as virtual machines lay them out, with what it is rounded up by. */
    private static final int HEADER = 16;

    /** Of a place in a flat index that is half full, as they are in the mean. */
    private static final int PLACE = 16;

    /** Bytes that a packed person takes, with its places where it is found, to within a tenth or so. */
    static long sizeBytes(int packedBytes, int leaves) {
        return HEADER + packedBytes + Integer.BYTES + (leaves + 1L) * PLACE;
    }
}
