package io.kuajie.profile.domain.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Lloyd's algorithm from random points, as written in any textbook. */
final class PlainLloyd {
    private static final int ROUNDS = 25;

    private PlainLloyd() {}

    /** The least sum of squares of so many runs. */
    static double best(List<float[]> points, int k, int runs, SplittableRandom random) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            List<double[]> centres = new ArrayList<>();
            for (int c = 0; c < k; c++) {
                centres.add(doubles(points.get(random.nextInt(points.size()))));
            }
            for (int round = 0; round < ROUNDS; round++) {
                centres = means(points, centres);
            }
            best = Math.min(best, sse(points, centres));
        }
        return best;
    }

    static double sse(List<float[]> points, List<double[]> centres) {
        return points.stream().mapToDouble(p -> square(p, nearest(p, centres))).sum();
    }

    private static List<double[]> means(List<float[]> points, List<double[]> centres) {
        int dimension = points.getFirst().length;
        double[][] sums = new double[centres.size()][dimension];
        int[] counts = new int[centres.size()];
        for (float[] p : points) {
            int group = centres.indexOf(nearest(p, centres));
            counts[group]++;
            for (int d = 0; d < dimension; d++) {
                sums[group][d] += p[d];
            }
        }
        List<double[]> means = new ArrayList<>();
        for (int c = 0; c < sums.length; c++) {
            for (int d = 0; d < dimension; d++) {
                sums[c][d] /= Math.max(1, counts[c]);
            }
            means.add(counts[c] == 0 ? centres.get(c) : sums[c]);
        }
        return means;
    }

    private static double[] nearest(float[] p, List<double[]> centres) {
        return centres.stream()
                .min(Comparator.comparingDouble(c -> square(p, c)))
                .orElseThrow();
    }

    private static double square(float[] p, double[] c) {
        double sum = 0;
        for (int d = 0; d < p.length; d++) {
            sum += (p[d] - c[d]) * (p[d] - c[d]);
        }
        return sum;
    }

    private static double[] doubles(float[] point) {
        double[] doubles = new double[point.length];
        for (int d = 0; d < point.length; d++) {
            doubles[d] = point[d];
        }
        return doubles;
    }
}
