package io.kuajie.recommend.domain.exploration;

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
 * Cost: kinds of arms² × 25 exponentials; some 20 µs for 8 different ones. Sources: Thompson 1933; Chapelle and Li, NIPS 2011.
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
        double[] logs = logs(points, 1, 0);
        double[] rests = logs(points, -1, 1);
        double[][] density = new double[kinds.size()][];
        double[][] below = new double[kinds.size()][];
        for (int kind = 0; kind < density.length; kind++) {
            density[kind] = density(kinds.get(kind), points, logs, rests);
            below[kind] = integral(density[kind], points);
        }
        double[] chances = new double[density.length];
        for (int kind = 0; kind < chances.length; kind++) {
            double[] highest = density[kind].clone();
            boolean isSelf = false;
            for (int other : kindByArm) {
                // Of its own kind, all but one are others.
                if (other == kind && !isSelf) {
                    isSelf = true;
                    continue;
                }
                for (int i = 0; i < highest.length; i++) {
                    highest[i] *= below[other][i];
                }
            }
            chances[kind] = integral(highest, points)[points.length - 1];
        }
        return chances;
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

    /** Scaled so that the rule's integral is 1. @param logs of the points @param rests logarithms of 1 less the points */
    private static double[] density(Beta arm, double[] points, double[] logs, double[] rests) {
        double norm = arm.logNorm();
        double[] density = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            density[i] = Math.exp((arm.alpha() - 1) * logs[i] + (arm.beta() - 1) * rests[i] - norm);
        }
        double whole = integral(density, points)[points.length - 1];
        for (int i = 0; i < points.length; i++) {
            density[i] /= whole;
        }
        return density;
    }

    /** Of each value. The plain logarithm, as compilers have an instruction sequence for it and none for log1p. */
    private static double[] logs(double[] values, double scale, double shift) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = Math.log(scale * values[i] + shift);
        }
        return logs;
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
