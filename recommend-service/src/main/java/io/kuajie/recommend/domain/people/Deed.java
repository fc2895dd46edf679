package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;

/**
 * What a person had to do with one item, as the profile tells it.
 *
 * @param leaf index of the leaf it happened at
 * @param category empty where unknown
 * @param mass decayed sum of action weights
 * @param strongest the action of greatest weight so far
 * @param lastSeconds when it last happened; 0 where unknown
 */
public record Deed(
        ItemKey item,
        int leaf,
        Domain domain,
        String category,
        double mass,
        Action strongest,
        boolean isOwned,
        long lastSeconds) {}
