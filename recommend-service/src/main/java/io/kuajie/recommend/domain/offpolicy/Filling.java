package io.kuajie.recommend.domain.offpolicy;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** A way of filling the explored place of a list. */
public enum Filling {
    /** Ranking's own choice, as without exploration. */
    RANKED {
        @Override
        double[] probabilities(int[] choices, IntToDoubleFunction rate) {
            double[] probabilities = new double[choices.length];
            probabilities[0] = 1;
            return probabilities;
        }
    },
    /** Each choice alike. */
    EVEN {
        @Override
        double[] probabilities(int[] choices, IntToDoubleFunction rate) {
            double[] probabilities = new double[choices.length];
            Arrays.fill(probabilities, 1.0 / choices.length);
            return probabilities;
        }
    },
    /** The choice of the best rate, as far as other lists tell. */
    BEST {
        @Override
        double[] probabilities(int[] choices, IntToDoubleFunction rate) {
            int best = 0;
            for (int choice = 1; choice < choices.length; choice++) {
                best = rate.applyAsDouble(choices[choice]) > rate.applyAsDouble(choices[best]) ? choice : best;
            }
            double[] probabilities = new double[choices.length];
            probabilities[best] = 1;
            return probabilities;
        }
    };

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With what chance each choice is taken. @param choices ranking's own first @param rate of reward by item, as estimated */
    abstract double[] probabilities(int[] choices, IntToDoubleFunction rate);
}
