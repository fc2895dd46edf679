package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.PersonKey;
import java.util.List;
import java.util.Map;

/**
 * A person as the profile tells it, before it is made compact.
 *
 * @param deeds the items dealt with, heaviest first
 * @param tastes the categories dealt with, in any order, each once
 * @param cluster label of the group of like people; empty for none
 * @param countByAction events by action
 */
public record Portrait(
        PersonKey key,
        List<Leaf> leaves,
        List<Deed> deeds,
        List<Taste> tastes,
        String cluster,
        Map<String, Long> countByAction) {
    public Portrait {
        leaves = List.copyOf(leaves);
        deeds = List.copyOf(deeds);
        tastes = List.copyOf(tastes);
        countByAction = Map.copyOf(countByAction);
    }
}
