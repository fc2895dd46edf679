package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.index.NumberSet;
import io.kuajie.recommend.domain.learning.Best;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.History;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.live.DomainModel.Mix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model at work on one domain: the blend that evaluation measures, asked for candidates alone. All items are candidates
 * of small domains; of large ones those that its parts hand over: what the history's items point to most, and whose vectors are found to
 * fit best. The best of them by what all parts say are put forward. Thread-safe.
 */
public final class Judgement {
    /** Takes one item and the logarithm of its odds, as {@link Opinion#of(int)} gives it. */
    @FunctionalInterface
    public interface ItemConsumer {
        void accept(int item, double logOdds);
    }

    private final DomainModel model;
    private final int[] placeByItem;
    private final Uses uses;

    Judgement(DomainModel model, Uses uses) {
        this.model = model;
        this.uses = uses;
        this.placeByItem = model.placeByItem();
    }

    /** What the model thinks of items for one person. Of one thread; to be closed. */
    public final class Opinion implements AutoCloseable {
        private final Blend.Opinion blended;
        private final double sharpness;
        private final double unknownShare;

        private Opinion(Blend.Opinion blended, double sharpness, double unknownShare) {
            this.blended = blended;
            this.sharpness = sharpness;
            this.unknownShare = unknownShare;
        }

        /** Logarithm of the odds up to a constant of this person's; not a number for an item that the model does not know. */
        public double of(int item) {
            double[] logOdds = new double[1];
            of(new int[] {item}, 0, 1, logOdds);
            return logOdds[0];
        }

        /** Which share of the history, by weight, the model does not know: what happened with items newer than it. */
        public double unknownShare() {
            return unknownShare;
        }

        /**
         * What it thinks of the items from one place to before another.
         *
         * @param logOdds written at the same places; as {@link #of(int)}
         */
        public void of(int[] items, int from, int to, double[] logOdds) {
            int[] targets = new int[to - from];
            int[] places = new int[to - from];
            int known = 0;
            for (int i = from; i < to; i++) {
                int place = placeOf(items[i]);
                logOdds[i] = Double.NaN;
                if (place >= 0 && place < model.targets()) {
                    targets[known] = place;
                    places[known++] = i;
                }
            }
            double[] scores = new double[known];
            blended.of(targets, known, scores);
            for (int k = 0; k < known; k++) {
                logOdds[places[k]] = sharpness * scores[k];
            }
        }

        /** Hands over the items that it thinks most of. @param most of them, and of what each part of the model adds to the choice */
        public void candidates(int most, ItemConsumer consumer) {
            NumberSet found = new NumberSet(model.targets() <= Learnt.FEW_TARGETS ? model.targets() : 2 * most);
            if (model.targets() <= Learnt.FEW_TARGETS) {
                for (int target = 0; target < model.targets(); target++) {
                    found.add(target);
                }
            } else {
                blended.forEach(most, found::add);
            }
            double[] scores = new double[found.size()];
            blended.of(found.numbers(), found.size(), scores);
            Best best = new Best(most);
            for (int place = 0; place < scores.length; place++) {
                best.offer(place, scores[place]);
            }
            best.forEach(place -> {
                int item = model.itemByPlace()[found.numbers()[place]];
                if (item >= 0) {
                    consumer.accept(item, sharpness * scores[place]);
                }
            });
        }

        @Override
        public void close() {
            blended.close();
            uses.end();
        }
    }

    private int placeOf(int item) {
        return item < placeByItem.length ? placeByItem[item] : -1;
    }

    /**
     * The opinion on behalf of somebody who dealt with these items; null where the model knows none of them, and of one that is
     * closed.
     *
     * @param items numbers
     * @param weights parallel, above 0: what each counts for how much of the history is known
     */
    public @Nullable Opinion about(int[] items, double[] weights) {
        int[] places = new int[items.length];
        int size = 0;
        double known = 0;
        double all = 0;
        boolean isWarm = false;
        for (int i = 0; i < items.length; i++) {
            int place = placeOf(items[i]);
            all += weights[i];
            if (place >= 0) {
                places[size++] = place;
                known += weights[i];
                isWarm |= place < model.targets();
            }
        }
        if (size == 0 || !uses.begin()) {
            return null;
        }
        Opinion opinion = opinion(Arrays.copyOf(places, size), isWarm, 1 - known / all);
        if (opinion == null) {
            uses.end();
        }
        return opinion;
    }

    private @Nullable Opinion opinion(int[] places, boolean isWarm, double unknownShare) {
        int[] own = Arrays.stream(places).sorted().distinct().toArray();
        // The model learnt from who dealt with what; how much says less than that they did.
        float[] ones = new float[own.length];
        Arrays.fill(ones, 1);
        Mix cold = model.cold();
        Mix mix = isWarm || cold == null ? model.warm() : cold;
        Blend.Opinion blended = mix.blend().about(new History(own, ones));
        if (!blended.isKnown()) {
            blended.close();
            return null;
        }
        return new Opinion(blended, mix.sharpness(), unknownShare);
    }
}
