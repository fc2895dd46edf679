package io.kuajie.profile.domain.propensity;

/**
 * The chance that something comes true, by cell: the share among those who stood alike, leaning on broader groups where they are few:
 * cell, cells that differ in the number of days alone, everybody. A level of n people counts n / (n + strength), and not at all where
 * they are fewer than asked for.
 *
 * <p>Source: the cells are those of the recency and frequency models of direct marketing (Hughes: Strategic database marketing, 1994);
 * the shares lean on each other as in Bayesian smoothing with Beta priors (Gelman et al.: Bayesian data analysis, 2013, chapter 5).
 */
final class Chances {
    private static final double STRENGTH = 20;

    private final double[] byCell = new double[Activity.CELLS];

    Chances(OutcomeCounts counts) {
        this(counts, 0);
    }

    /** @param least cases that a level must have to count */
    Chances(OutcomeCounts counts, long least) {
        double base = base(counts);
        int groups = Activity.coarse(Activity.CELLS - 1) + 1;
        double[] all = new double[groups];
        double[] hits = new double[groups];
        for (int cell = 0; cell < Activity.CELLS; cell++) {
            all[Activity.coarse(cell)] += counts.all(cell);
            hits[Activity.coarse(cell)] += counts.hits(cell);
        }
        for (int cell = 0; cell < Activity.CELLS; cell++) {
            int group = Activity.coarse(cell);
            double broader = all[group] < least ? base : blended(hits[group], all[group], base);
            byCell[cell] = counts.all(cell) < least ? broader : blended(counts.hits(cell), counts.all(cell), broader);
        }
    }

    double of(int cell) {
        return byCell[cell];
    }

    /** The share among everybody, strictly between 0 and 1. */
    static double base(OutcomeCounts counts) {
        return (counts.sumOfHits() + 0.5) / (counts.sum() + 1.0);
    }

    private static double blended(double hits, double all, double broader) {
        return (hits + STRENGTH * broader) / (all + STRENGTH);
    }
}
