package io.kuajie.recommend.domain.learning;

import java.util.stream.IntStream;

/**
 * What one person dealt with, as far as a model may use it.
 *
 * @param items numbers of items, each once; targets and sources in one numbering
 * @param weights parallel, above 0; 1 for an ordinary interaction
 * @param person number of the person in the data that a model learnt from, if this is that very row; else {@link #NOBODY}
 */
public record History(int[] items, float[] weights, int person) {
    public static final int NOBODY = -1;

    public static final History NOTHING = new History(new int[0], new float[0]);

    /** Of somebody who need not be known to the model. */
    public History(int[] items, float[] weights) {
        this(items, weights, NOBODY);
    }

    public History {
        if (items.length != weights.length) {
            throw new IllegalArgumentException(
                    "The items (%d) and weights (%d) must be as many.".formatted(items.length, weights.length));
        }
    }

    public int size() {
        return items.length;
    }

    /** Its items with numbers below this. */
    History below(int end) {
        int[] kept = IntStream.range(0, items.length)
                .filter(place -> items[place] < end)
                .toArray();
        if (kept.length == items.length) {
            return this;
        }
        float[] keptWeights = new float[kept.length];
        for (int place = 0; place < kept.length; place++) {
            keptWeights[place] = weights[kept[place]];
            kept[place] = items[kept[place]];
        }
        return new History(kept, keptWeights);
    }

    /** Its entries multiplied by what is given, then brought to length 1. */
    History normalised(float[] scaleByItem) {
        float[] scaled = weights.clone();
        double squares = 0;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= scaleByItem[items[i]];
            squares += scaled[i] * scaled[i];
        }
        float length = (float) (squares > 0 ? 1 / Math.sqrt(squares) : 0);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= length;
        }
        return new History(items, scaled);
    }
}
