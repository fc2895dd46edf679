package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.expression.Expression;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request for recommendations.
 *
 * @param storefront the partner that asks
 * @param storefrontDomain its own domain; null where it is not known
 * @param leaf whom it asks for; null for nobody in particular
 * @param domain what is asked for
 * @param partner whose items only; null for anybody's
 * @param page items on the page or in the basket: what goes with them is preferred, they themselves are left out
 * @param exclude further items to leave out
 * @param only items to choose from; all where empty
 * @param pins what is to stand on top, in this order, as far as it may be shown
 * @param objective what the list is to be ordered by, if enough is known
 * @param diversity 0 for the best list, towards 1 for the most varied one
 */
public record Ask(
        PartnerId storefront,
        @Nullable Domain storefrontDomain,
        @Nullable LeafKey leaf,
        Domain domain,
        @Nullable PartnerId partner,
        int count,
        List<ItemKey> page,
        Set<ItemKey> exclude,
        Set<ItemKey> only,
        List<ItemKey> pins,
        @Nullable Expression filter,
        @Nullable Expression boost,
        Objective objective,
        double diversity,
        String locale,
        boolean explain,
        Map<String, Object> context,
        Exploration exploration,
        Rotation rotation,
        Deadline deadline,
        Instant now) {
    public static final int MOST_ITEMS = 100;

    public static final int MOST_PINS = 10;

    public Ask {
        if (count < 1 || count > MOST_ITEMS) {
            throw new IllegalArgumentException("The count (%d) must be from 1 to %d.".formatted(count, MOST_ITEMS));
        }
        if (pins.size() > MOST_PINS) {
            throw new IllegalArgumentException("The pins (%d) may be %d.".formatted(pins.size(), MOST_PINS));
        }
        if (!(diversity >= 0 && diversity <= 1)) {
            throw new IllegalArgumentException("The diversity (%s) must be from 0 to 1.".formatted(diversity));
        }
    }

    /** The same for the places below what is pinned, of which there must be some. @param pinned what stands on top */
    Ask below(List<ItemKey> pinned) {
        Set<ItemKey> excluded = new HashSet<>(exclude);
        excluded.addAll(pinned);
        return new Ask(
                storefront,
                storefrontDomain,
                leaf,
                domain,
                partner,
                count - pinned.size(),
                page,
                excluded,
                only,
                List.of(),
                filter,
                boost,
                objective,
                diversity,
                locale,
                explain,
                context,
                exploration,
                rotation,
                deadline,
                now);
    }

    /** Where in the storefront it is asked; empty where it does not say. */
    String surface() {
        return context.getOrDefault("surface", "").toString();
    }

    /** How many items ranking is to find: those of the list, and those that might be tried. */
    int candidates() {
        return exploration.isWanted() ? count + Exploration.RUNNERS_UP : count;
    }

    /** Whether something else than the storefront's own is asked for. */
    boolean crosses() {
        return !domain.equals(storefrontDomain) || (partner != null && !partner.equals(storefront));
    }
}
