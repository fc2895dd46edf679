package io.kuajie.recommend.domain.quality;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How places are spread over the items that may be shown, in the domains that lists were of. Cost: a look at every item and a sort, once
 * a window.
 */
final class Spread {
    private static final double POPULAR = 0.1;

    private final Places places;
    private final Popularity popularity;
    /** Of the items that may be shown, the mass in the upper half and the number in the lower; rising. */
    private final long[] eligible;

    Spread(Places places, Items items, Popularity popularity) {
        this.places = places;
        this.popularity = popularity;
        this.eligible = eligible(items);
    }

    private long[] eligible(Items items) {
        Set<Domain> domains = new HashSet<>();
        for (int item = 0; item < Math.min(items.size(), places.end()); item++) {
            Domain domain = places.of(item) > 0 ? items.at(item).domain() : null;
            if (domain != null) {
                domains.add(domain);
            }
        }
        long[] found = new long[items.size()];
        int size = 0;
        for (int item = 0; item < found.length; item++) {
            ItemNode node = items.at(item);
            Domain domain = node.domain();
            if (node.isShowable() && domain != null && domains.contains(domain)) {
                found[size++] = (long) popularity.massOf(item) << Integer.SIZE | item;
            }
        }
        long[] eligible = Arrays.copyOf(found, size);
        Arrays.sort(eligible);
        return eligible;
    }

    double coverage() {
        return eligible.length == 0
                ? Double.NaN
                : Arrays.stream(eligible)
                                .filter(item -> places.of((int) item) > 0)
                                .count()
                        / (double) eligible.length;
    }

    /** One is added to every mass, as what nobody has touched would be infinitely new. */
    double novelty() {
        double all = eligible.length;
        for (long item : eligible) {
            all += mass(item);
        }
        double sum = 0;
        for (int item = 0; item < places.end(); item++) {
            if (places.of(item) > 0) {
                sum += places.of(item) * Math.log(all / (popularity.massOf(item) + 1.0));
            }
        }
        return sum / Math.log(2) / places.size();
    }

    double popularShare() {
        int popular = (int) Math.ceil(POPULAR * eligible.length);
        long own = 0;
        for (int i = eligible.length - popular; i < eligible.length; i++) {
            own += places.of((int) eligible[i]);
        }
        return (double) own / places.size();
    }

    private static long mass(long item) {
        return item >> Integer.SIZE;
    }
}
