package io.kuajie.profile.domain.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * K-means: k-means++ seeding, then Lloyd's rounds until no point moves, the best of several restarts. A round costs
 * n · k · dimension; the seeding alone is within 8(ln k + 2) of the best sum of squares in expectation.
 *
 * <p>Source: Arthur and Vassilvitskii: k-means++, the advantages of careful seeding, SODA 2007.
 */
public final class KMeans {
    /**
     * Centres and who is nearest to which.
     *
     * @param sse sum of squared distances to the nearest centre
     */
    public record Fit(List<double[]> centres, int[] nearest, double sse) {}

    private static final int MOST_ROUNDS = 100;

    private final List<float[]> points;
    private final RandomGenerator random;

    /** @param points all of one dimension, at least one */
    public KMeans(List<float[]> points, RandomGenerator random) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one point to group.");
        }
        this.points = points;
        this.random = random;
    }

    /** The best of so many restarts; fewer than k centres where there are fewer than k different points. */
    public Fit fit(int k, int restarts) {
        Fit best = lloyd(seeds(k));
        for (int i = 1; i < restarts; i++) {
            Fit next = lloyd(seeds(k));
            best = next.sse() < best.sse() ? next : best;
        }
        return best;
    }

    /** What Lloyd's rounds lead to from these centres. */
    public Fit from(List<double[]> centres) {
        return lloyd(centres.stream().map(double[]::clone).toArray(double[][]::new));
    }

    private double[][] seeds(int k) {
        double[][] centres = new double[k][];
        centres[0] = copy(points.get(random.nextInt(points.size())));
        double[] squares = new double[points.size()];
        Arrays.fill(squares, Double.MAX_VALUE);
        for (int count = 1; count < k; count++) {
            double sum = 0;
            for (int i = 0; i < squares.length; i++) {
                squares[i] = Math.min(squares[i], Distance.square(points.get(i), centres[count - 1]));
                sum += squares[i];
            }
            if (sum == 0) {
                return Arrays.copyOf(centres, count);
            }
            centres[count] = copy(points.get(drawn(squares, random.nextDouble() * sum)));
        }
        return centres;
    }

    private static int drawn(double[] weights, double mark) {
        double rest = mark;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                rest -= weights[i];
                if (rest <= 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private Fit lloyd(double[][] seeds) {
        double[][] centres = seeds;
        int[] nearest = new int[points.size()];
        Arrays.fill(nearest, -1);
        double sse = assign(centres, nearest);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            centres = means(centres, nearest);
            int[] before = nearest.clone();
            sse = assign(centres, nearest);
            if (Arrays.equals(before, nearest)) {
                break;
            }
        }
        return new Fit(List.of(centres), nearest, sse);
    }

    private double assign(double[][] centres, int[] nearest) {
        double sse = 0;
        for (int i = 0; i < nearest.length; i++) {
            double best = Double.MAX_VALUE;
            for (int c = 0; c < centres.length; c++) {
                double square = Distance.square(points.get(i), centres[c]);
                if (square < best) {
                    best = square;
                    nearest[i] = c;
                }
            }
            sse += best;
        }
        return sse;
    }

    private double[][] means(double[][] centres, int[] nearest) {
        int dimension = centres[0].length;
        double[][] sums = new double[centres.length][dimension];
        int[] counts = new int[centres.length];
        for (int i = 0; i < nearest.length; i++) {
            float[] point = points.get(i);
            counts[nearest[i]]++;
            for (int d = 0; d < dimension; d++) {
                sums[nearest[i]][d] += point[d];
            }
        }
        for (int c = 0; c < sums.length; c++) {
            if (counts[c] == 0) {
                sums[c] = copy(farthest(centres, nearest));
            } else {
                for (int d = 0; d < dimension; d++) {
                    sums[c][d] /= counts[c];
                }
            }
        }
        return sums;
    }

    /** An empty group starts anew at the point that its own centre serves worst. */
    private float[] farthest(double[][] centres, int[] nearest) {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < nearest.length; i++) {
            double square = Distance.square(points.get(i), centres[nearest[i]]);
            if (square > most) {
                most = square;
                worst = i;
            }
        }
        return points.get(worst);
    }

    private static double[] copy(float[] point) {
        double[] copy = new double[point.length];
        for (int d = 0; d < copy.length; d++) {
            copy[d] = point[d];
        }
        return copy;
    }
}
