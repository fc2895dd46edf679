package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.History;
import io.kuajie.recommend.domain.learning.Neighbours;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model over the items that were known when it was learnt. What somebody did since counts all the same: histories are
 * folded in at each request. Immutable.
 *
 * @param itemByPlace numbers of the items that it knows, rising
 * @param neighbours of each place: candidates
 * @param weight of its opinion beside the logarithm of popularity
 * @param usualDeviation of its scores
 * @param quality recall and discounted gain on held-out interactions
 * @param baseline the same by popularity alone
 */
public record LiveModel(
        String id,
        Instant learntAt,
        int people,
        int interactions,
        String settings,
        int[] itemByPlace,
        Factors factors,
        Neighbours neighbours,
        double weight,
        double usualDeviation,
        double quality,
        double baseline) {
    /** Takes one item. */
    @FunctionalInterface
    public interface ItemConsumer {
        void accept(int item);
    }

    /** What the model thinks of items for one person. */
    public final class Opinion {
        private final History history;
        private final float[] folded;

        private Opinion(History history) {
            this.history = history;
            this.folded = factors.fold(history);
        }

        /** What this adds to the logarithm of the odds; zero for an item that the model does not know. */
        public double of(int item) {
            int place = Arrays.binarySearch(itemByPlace, item);
            return place < 0 ? 0 : ofPlace(place);
        }

        /** Hands over items that go with the history. */
        public void candidates(ItemConsumer consumer) {
            for (int place : history.items()) {
                neighbours.forEach(place, (other, weight) -> consumer.accept(itemByPlace[other]));
            }
        }

        private double ofPlace(int place) {
            float score = Kernels.best().dot(factors.vectors(), place * factors.width(), folded, 0, factors.width());
            return weight * score / usualDeviation;
        }
    }

    /**
     * The opinion on behalf of somebody who dealt with these items; null where the model knows none of them.
     *
     * @param items numbers
     * @param weights parallel, above 0
     */
    public @Nullable Opinion about(int[] items, double[] weights) {
        int[] places = new int[items.length];
        float[] known = new float[items.length];
        int size = 0;
        for (int i = 0; i < items.length; i++) {
            int place = Arrays.binarySearch(itemByPlace, items[i]);
            if (place >= 0) {
                places[size] = place;
                known[size++] = (float) weights[i];
            }
        }
        return size == 0 ? null : new Opinion(new History(Arrays.copyOf(places, size), Arrays.copyOf(known, size)));
    }

    /** Bytes that it holds: vectors and numbers. */
    public long sizeBytes() {
        return 4L * itemByPlace.length * (1 + factors.width());
    }
}
