package io.kuajie.profile.domain.propensity;

/**
 * How good chances are, on people that they were not learnt from: each half of all is judged by what was learnt from the other.
 *
 * @param logLoss mean of minus the logarithm of the chance given to what came true
 * @param plainLogLoss the same of the share among everybody
 * @param calibrationError mean distance of the chance from the share that came true, over tenths of the range of chances
 *     (Naeini, Cooper, Hauskrecht: Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015)
 * @param cases judged
 */
public record Quality(double logLoss, double plainLogLoss, double calibrationError, long cases) {
    private static final int TENTHS = 10;

    static Quality of(OutcomeCounts first, OutcomeCounts second) {
        Sums sums = new Sums();
        sums.judge(new Chances(second), Chances.base(second), first);
        sums.judge(new Chances(first), Chances.base(first), second);
        return sums.quality();
    }

    /** By how much better than the share among everybody: 0 for no better, 1 for all-knowing. */
    public double gain() {
        return 1 - logLoss / plainLogLoss;
    }

    private static final class Sums {
        private double loss;
        private double plainLoss;
        private long cases;
        private final double[] expected = new double[TENTHS];
        private final double[] came = new double[TENTHS];

        void judge(Chances chances, double base, OutcomeCounts judged) {
            for (int cell = 0; cell < Activity.CELLS; cell++) {
                long all = judged.all(cell);
                long hits = judged.hits(cell);
                double chance = chances.of(cell);
                loss -= hits * Math.log(chance) + (all - hits) * Math.log1p(-chance);
                plainLoss -= hits * Math.log(base) + (all - hits) * Math.log1p(-base);
                cases += all;
                int tenth = (int) Math.min(TENTHS - 1, chance * TENTHS);
                expected[tenth] += all * chance;
                came[tenth] += hits;
            }
        }

        Quality quality() {
            double off = 0;
            for (int tenth = 0; tenth < TENTHS; tenth++) {
                off += Math.abs(expected[tenth] - came[tenth]);
            }
            return new Quality(loss / cases, plainLoss / cases, off / cases, cases);
        }
    }
}
