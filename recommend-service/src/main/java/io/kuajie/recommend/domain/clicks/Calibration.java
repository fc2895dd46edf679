package io.kuajie.recommend.domain.clicks;

/**
 * Turns log odds into log odds that are right in the mean: slope × odds + shift, of greatest likelihood on given predictions. The
 * slope is never below 0, so that the order stays.
 * Source: Platt, Probabilistic outputs, 1999; found by Newton's method, whose problem here is convex.
 */
record Calibration(double slope, double shift) {
    private static final int MOST_STEPS = 30;
    private static final double RIDGE = 1e-6;
    private static final double SETTLED = 1e-9;
    private static final double MOST_CHANCE = 1 - 1e-12;

    /** @param odds predicted @param clicked parallel */
    static Calibration of(double[] odds, boolean[] clicked) {
        double slope = 1;
        double shift = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double bySlope = RIDGE * (slope - 1);
            double byShift = RIDGE * shift;
            double slopes = RIDGE;
            double shifts = RIDGE;
            double both = 0;
            for (int i = 0; i < odds.length; i++) {
                double chance = chance(slope * odds[i] + shift);
                double residual = chance - (clicked[i] ? 1 : 0);
                double spread = chance * (1 - chance);
                bySlope += residual * odds[i];
                byShift += residual;
                slopes += spread * odds[i] * odds[i];
                shifts += spread;
                both += spread * odds[i];
            }
            double scale = slopes * shifts - both * both;
            double slopeStep = (shifts * bySlope - both * byShift) / scale;
            double shiftStep = (slopes * byShift - both * bySlope) / scale;
            // Far from the optimum a whole step can overshoot.
            double damped = Math.min(1, 2 / Math.max(Math.abs(slopeStep), Math.abs(shiftStep)));
            slope -= damped * slopeStep;
            shift -= damped * shiftStep;
            if (Math.abs(slopeStep) + Math.abs(shiftStep) < SETTLED) {
                break;
            }
        }
        return slope > 0 ? new Calibration(slope, shift) : flat(clicked);
    }

    /** For predictions whose order is no better than chance: the rate as it is. */
    private static Calibration flat(boolean[] clicked) {
        double clicks = 0.5;
        for (boolean one : clicked) {
            clicks += one ? 1 : 0;
        }
        return new Calibration(0, Math.log(clicks / (clicked.length + 1 - clicks)));
    }

    double logOdds(double odds) {
        return slope * odds + shift;
    }

    /** Of two things of which the second happens only if the first does. @param then odds of the second once the first has happened */
    static double logOddsOfBoth(double first, double then) {
        double both = Math.min(chance(first) * chance(then), MOST_CHANCE);
        return Math.log(both) - Math.log1p(-both);
    }

    static double chance(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }
}
