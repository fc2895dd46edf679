package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thompson sampling with known chances: instead of drawing what each arm earns and taking the arm of the highest, it computes
 * how likely each arm is to earn most, and leaves the draw to the caller. Both choose alike; but this way the chance of
 * what was chosen is exact and can be logged.
 *
 * <p>Chance of arm i: ∫ fᵢ(x) ∏ⱼ≠ᵢ Fⱼ(x) dx by the trapezoid rule on the union of points spread around each arm's mean by its
 * deviation; the tests find it within 0.005. Each arm keeps a small least chance, which bounds the weights of off-policy estimates.
 * Cost: kinds of arms² × 25 exponentials. Each thread has a room for its numbers, which would else be most of a list's garbage.
 * Sources: Thompson 1933; Chapelle and Li, NIPS 2011.
 */
final class Thompson {
    /** What share of the choices is spread evenly. */
    static final double EVEN_SHARE = 0.02;

    private static final int POINTS_AN_ARM = 25;
    private static final double REACH = 7;
    private static final double LEAST = 1e-9;

    private static final ThreadLocal<Thompson> ROOM = ThreadLocal.withInitial(Thompson::new);

    private double[] points = new double[0];
    private double[] logs = points;
    private double[] rests = points;
    private double[] others = points;
    /** These three by kind. */
    private double[][] density = new double[0][];

    private double[][] below = density;
    private double[][] othersBefore = density;
    /** How many points there are now. */
    private int size;

    private Thompson() {}

    /** The chances, of all arms together 1. Arms of which the same is known have the same chance, so they are worked out once. */
    static double[] chances(List<Belief> arms) {
        List<Belief> kinds = new ArrayList<>();
        for (Belief arm : arms) {
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
        double[] chanceByKind = ROOM.get().chances(kinds, kindByArm);
        double[] chances = new double[kindByArm.length];
        Arrays.setAll(chances, arm -> chanceByKind[kindByArm[arm]]);
        return spread(chances);
    }

    /** Of one arm of each kind, up to a factor. */
    private double[] chances(List<Belief> kinds, int[] kindByArm) {
        reserve(kinds.size());
        spreadPoints(kinds);
        Arrays.fill(others, 0, size, 1);
        for (int kind = 0; kind < kinds.size(); kind++) {
            density(kinds.get(kind), density[kind]);
            integral(density[kind], below[kind]);
            System.arraycopy(others, 0, othersBefore[kind], 0, size);
            multiply(others, below[kind], count(kind, kindByArm));
        }
        double[] chances = new double[kinds.size()];
        Arrays.fill(others, 0, size, 1);
        for (int kind = chances.length - 1; kind >= 0; kind--) {
            // Of its own kind, all but one are others.
            multiply(othersBefore[kind], below[kind], count(kind, kindByArm) - 1);
            multiply(othersBefore[kind], others, 1);
            multiply(density[kind], othersBefore[kind], 1);
            chances[kind] = whole(density[kind]);
            multiply(others, below[kind], count(kind, kindByArm));
        }
        return chances;
    }

    private void reserve(int kinds) {
        size = kinds * POINTS_AN_ARM;
        if (size > points.length) {
            points = new double[size];
            logs = new double[size];
            rests = new double[size];
            others = new double[size];
            density = new double[kinds][size];
            below = new double[kinds][size];
            othersBefore = new double[kinds][size];
        }
    }

    private static int count(int kind, int[] kindByArm) {
        int count = 0;
        for (int other : kindByArm) {
            count += other == kind ? 1 : 0;
        }
        return count;
    }

    private void multiply(double[] values, double[] factors, int times) {
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < size; i++) {
                values[i] *= factors[i];
            }
        }
    }

    private void spreadPoints(List<Belief> arms) {
        boolean areRates = false;
        for (int i = 0; i < size; i++) {
            Belief arm = arms.get(i / POINTS_AN_ARM);
            double reach = REACH * (2.0 * (i % POINTS_AN_ARM) / (POINTS_AN_ARM - 1) - 1);
            double point = arm.mean() + reach * arm.deviation();
            boolean isRate = arm instanceof Beta;
            points[i] = isRate ? Math.clamp(point, LEAST, 1 - LEAST) : point;
            areRates |= isRate;
        }
        Arrays.sort(points, 0, size);
        if (areRates) {
            takeLogs();
        }
    }

    /** Writes down the points' logarithms, and those of 1 less the points. */
    private void takeLogs() {
        for (int i = 0; i < size; i++) {
            logs[i] = points[i];
            rests[i] = 1 - points[i];
        }
        Kernels.best().log(logs, size);
        Kernels.best().log(rests, size);
    }

    /** Scaled so that the rule's integral is 1. */
    private void density(Belief arm, double[] density) {
        switch (arm) {
            case Beta beta -> logDensity(beta, density);
            case Normal normal -> logDensity(normal, density);
        }
        Kernels.best().exp(density, size);
        double whole = whole(density);
        for (int i = 0; i < size; i++) {
            density[i] /= whole;
        }
    }

    private void logDensity(Beta arm, double[] density) {
        double norm = arm.logNorm();
        for (int i = 0; i < size; i++) {
            density[i] = (arm.alpha() - 1) * logs[i] + (arm.beta() - 1) * rests[i] - norm;
        }
    }

    private void logDensity(Normal arm, double[] density) {
        double norm = Math.log(arm.deviation());
        for (int i = 0; i < size; i++) {
            double deviations = (points[i] - arm.mean()) / arm.deviation();
            density[i] = -deviations * deviations / 2 - norm;
        }
    }

    /** From the first point to the last. */
    private double whole(double[] values) {
        double sum = 0;
        for (int i = 1; i < size; i++) {
            sum += (points[i] - points[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
        return sum;
    }

    /** From the first point to each. */
    private void integral(double[] values, double[] sums) {
        sums[0] = 0;
        for (int i = 1; i < size; i++) {
            sums[i] = sums[i - 1] + (points[i] - points[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
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
