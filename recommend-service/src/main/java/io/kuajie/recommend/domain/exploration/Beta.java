package io.kuajie.recommend.domain.exploration;

/**
 * What is known of a rate after so many successes and failures: a beta distribution.
 *
 * @param alpha 1 or more
 * @param beta 1 or more
 */
record Beta(double alpha, double beta) implements Belief {
    /** Of Lanczos' approximation of the gamma function (g = 7); relative error below 1e-13. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    Beta {
        if (!(alpha >= 1 && beta >= 1)) {
            throw new IllegalArgumentException("Both counts (%s, %s) must be 1 or more.".formatted(alpha, beta));
        }
    }

    @Override
    public double mean() {
        return alpha / (alpha + beta);
    }

    @Override
    public double deviation() {
        return Math.sqrt(mean() * (1 - mean()) / (alpha + beta + 1));
    }

    /** Logarithm of what divides the density, so that its integral is 1. */
    double logNorm() {
        return logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta);
    }

    private static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
