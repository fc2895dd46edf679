package io.kuajie.recommend.domain.clicks;

import io.kuajie.kernel.PartnerId;

/**
 * In what circumstances an item is shown: all that is known but the item.
 *
 * @param cluster of whom it is shown to; empty where unknown
 * @param place in the list, from 0
 */
public record Circumstances(PartnerId storefront, String surface, String cluster, int place) {
    Circumstances at(int otherPlace) {
        return new Circumstances(storefront, surface, cluster, otherPlace);
    }
}
