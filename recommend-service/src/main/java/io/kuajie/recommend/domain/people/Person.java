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
        Crowd.Share share,
        String cluster,
        Map<String, Long> countByAction) {}
