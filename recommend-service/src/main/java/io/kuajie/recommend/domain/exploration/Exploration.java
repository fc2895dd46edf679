package io.kuajie.recommend.domain.exploration;

/**
 * How a list is to be explored: with this chance, its last place goes to one of ranking's choice and the runners-up by Thompson
 * sampling, and else to ranking's choice. The chances are those of the list as shown: what could stand there has passed all rules,
 * and the rest of the list is the same whatever is drawn.
 *
 * @param share in {@code [0, 1]}; 0 leaves the list as it is
 * @param draw in {@code [0, 1)}, evenly distributed: the one random number of a request
 */
public record Exploration(double share, double draw) {
    /** Leaves every list as it is. */
    public static final Exploration NONE = new Exploration(0, 0);

    /** How many items beside ranking's own may be tried. */
    public static final int RUNNERS_UP = 7;

    public Exploration {
        if (!(share >= 0 && share <= 1 && draw >= 0 && draw < 1)) {
            throw new IllegalArgumentException(
                    "The share (%s) must be from 0 to 1, the draw (%s) from 0 to below 1.".formatted(share, draw));
        }
    }

    public boolean isWanted() {
        return share > 0;
    }

    /**
     * The chance of each choice.
     *
     * @param thompson chances of Thompson sampling; ranking's choice first
     */
    public double[] probabilities(double[] thompson) {
        double[] probabilities = new double[thompson.length];
        for (int choice = 0; choice < thompson.length; choice++) {
            probabilities[choice] = share * thompson[choice] + (choice == 0 ? 1 - share : 0);
        }
        return probabilities;
    }

    /** The choice that the draw falls on. */
    public int choose(double[] probabilities) {
        double passed = 0;
        for (int choice = 0; choice < probabilities.length; choice++) {
            passed += probabilities[choice];
            if (draw < passed) {
                return choice;
            }
        }
        return probabilities.length - 1;
    }
}
