package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thompson sampling with known chances: instead of drawing a rate for each arm and taking the arm of the highest, it computes
 * how likely each arm is to have the highest, and leaves the draw to the caller. Both choose alike; but this way the chance of
 * what was chosen is exact and can be logged.
 *
 * <p>Chance of arm i: ∫ fᵢ(x) ∏ⱼ≠ᵢ Fⱼ(x) dx by the trapezoid rule on the union of points spread around each arm's mean by its
 * deviation; the tests find it within 0.005. Each arm keeps a small least chance, which bounds the weights of off-policy estimates.
 * Cost: kinds of arms² × 25 exponentials. Sources: Thompson 1933; Chapelle and Li, NIPS 2011.
 */
final class Thompson {
    /** What share of the choices is spread evenly. */
    static final double EVEN_SHARE = 0.02;

    private static final int POINTS_AN_ARM = 25;
    private static final double REACH = 7;
    private static final double LEAST = 1e-9;

    private Thompson() {}

    /** The chances, of all arms together 1. Arms of which the same is known have the same chance, so they are worked out once. */
    static double[] chances(List<Beta> arms) {
        List<Beta> kinds = new ArrayList<>();
        for (Beta arm : arms) {
            if (!kinds.contains(arm)) {
                kinds.add(arm);
            }
        }
        if (kinds.size() == 1) {
            double[] even = new double[arms.size()];
            Arrays.fill(even, 1.0 / even.length);
            return even;
        }
        int[] kindByArm = arms.stream().mapToInt(kinds::indexOf).toArray();
        double[] chanceByKind = chances(kinds, kindByArm);
        double[] chances = new double[kindByArm.length];
        Arrays.setAll(chances, arm -> chanceByKind[kindByArm[arm]]);
        return spread(chances);
    }

    /** Of one arm of each kind, up to a factor. */
    private static double[] chances(List<Beta> kinds, int[] kindByArm) {
        double[] points = points(kinds);
        double[][] density = densities(kinds, points);
        double[][] below = new double[density.length][];
        double[][] othersBefore = new double[density.length][];
        double[] others = new double[points.length];
        Arrays.fill(others, 1);
        for (int kind = 0; kind < density.length; kind++) {
            below[kind] = integral(density[kind], points);
            othersBefore[kind] = others.clone();
            multiply(others, below[kind], count(kind, kindByArm));
        }
        double[] chances = new double[density.length];
        Arrays.fill(others, 1);
        for (int kind = density.length - 1; kind >= 0; kind--) {
            // Of its own kind, all but one are others.
            multiply(othersBefore[kind], below[kind], count(kind, kindByArm) - 1);
            multiply(othersBefore[kind], others, 1);
            multiply(density[kind], othersBefore[kind], 1);
            chances[kind] = whole(density[kind], points);
            multiply(others, below[kind], count(kind, kindByArm));
        }
        return chances;
    }

    private static int count(int kind, int[] kindByArm) {
        int count = 0;
        for (int other : kindByArm) {
            count += other == kind ? 1 : 0;
        }
        return count;
    }

    private static void multiply(double[] values, double[] factors, int times) {
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factors[i];
            }
        }
    }

    private static double[] points(List<Beta> arms) {
        double[] points = new double[arms.size() * POINTS_AN_ARM];
        for (int i = 0; i < points.length; i++) {
            Beta arm = arms.get(i / POINTS_AN_ARM);
            double reach = REACH * (2.0 * (i % POINTS_AN_ARM) / (POINTS_AN_ARM - 1) - 1);
            points[i] = Math.clamp(arm.mean() + reach * arm.deviation(), LEAST, 1 - LEAST);
        }
        Arrays.sort(points);
        return points;
    }

    /** Each scaled so that the rule's integral is 1. */
    private static double[][] densities(List<Beta> arms, double[] points) {
        double[] logs = points.clone();
        Kernels.best().log(logs, logs.length);
        double[] rests = new double[points.length];
        Arrays.setAll(rests, i -> 1 - points[i]);
        Kernels.best().log(rests, rests.length);
        double[][] densities = new double[arms.size()][];
        for (int arm = 0; arm < densities.length; arm++) {
            densities[arm] = density(arms.get(arm), points, logs, rests);
        }
        return densities;
    }

    /** @param logs of the points @param rests logarithms of 1 less the points */
    private static double[] density(Beta arm, double[] points, double[] logs, double[] rests) {
        double norm = arm.logNorm();
        double[] density = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            density[i] = (arm.alpha() - 1) * logs[i] + (arm.beta() - 1) * rests[i] - norm;
        }
        Kernels.best().exp(density, density.length);
        double whole = whole(density, points);
        for (int i = 0; i < points.length; i++) {
            density[i] /= whole;
        }
        return density;
    }

    /** From the first point to the last. */
    private static double whole(double[] values, double[] points) {
        double sum = 0;
        for (int i = 1; i < points.length; i++) {
            sum += (points[i] - points[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
        return sum;
    }

    /** From the first point to each. */
    private static double[] integral(double[] values, double[] points) {
        double[] sums = new double[points.length];
        for (int i = 1; i < points.length; i++) {
            sums[i] = sums[i - 1] + (points[i] - points[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
        return sums;
    }

    private static double[] spread(double[] chances) {
        double sum = 0;
        for (double chance : chances) {
            sum += chance;
        }
        for (int arm = 0; arm < chances.length; arm++) {
            chances[arm] = (1 - EVEN_SHARE) * chances[arm] / sum + EVEN_SHARE / chances.length;
        }
        return chances;
    }
}
