package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Recipe;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt to recommend one domain's items by.
 *
 * @param targets how many of the items can be recommended
 * @param itemByPlace numbers of the items, targets first; below 0 for one that is gone
 * @param warm for people with a history in the domain
 * @param cold for people known in other domains only; null where that is no better than popularity
 */
public record DomainModel(
        String domain,
        int targets,
        int[] itemByPlace,
        Mix warm,
        @Nullable Mix cold) {
    /**
     * A blend as it was chosen.
     *
     * @param recipes of its parts, in their order
     * @param sharpness what its scores are multiplied by to be logarithms of odds
     * @param quality on held-out interactions
     * @param baseline the same by popularity alone
     */
    public record Mix(
            Blend blend,
            List<Recipe> recipes,
            String settings,
            double sharpness,
            double quality,
            double baseline,
            int trials) {
        public Mix {
            recipes = List.copyOf(recipes);
        }

        private Mix outline() {
            return new Mix(new Blend(List.of(), new int[0]), recipes, settings, sharpness, quality, baseline, trials);
        }
    }

    /** The same without items and parts. */
    DomainModel outline() {
        return new DomainModel(domain, 0, new int[0], warm.outline(), cold == null ? null : cold.outline());
    }

    /** Places by item number. */
    int[] placeByItem() {
        int most = Arrays.stream(itemByPlace).max().orElse(-1);
        int[] places = new int[most + 1];
        Arrays.fill(places, -1);
        for (int place = 0; place < itemByPlace.length; place++) {
            if (itemByPlace[place] >= 0) {
                places[itemByPlace[place]] = place;
            }
        }
        return places;
    }

    long sizeBytes() {
        return 8L * itemByPlace.length + sizeBytes(warm) + (cold == null ? 0 : sizeBytes(cold));
    }

    private static long sizeBytes(Mix mix) {
        return mix.blend().parts().stream()
                .mapToLong(part -> part.learnt().sizeBytes())
                .sum();
    }
}
