package io.kuajie.profile.domain.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Joins weighted points step by step, always the two parts whose union adds the least to the sum of squared distances to the means.
 * Costs n³ distances, so give it centres rather than people. Deterministic.
 *
 * <p>Source: Ward: Hierarchical grouping to optimize an objective function, 1963; Murtagh and Legendre: Ward's hierarchical
 * agglomerative clustering method, which algorithms implement Ward's criterion?, 2014.
 */
final class Ward {
    /** Points that were joined. @param points their indexes @param weight of all of them */
    record Part(List<Integer> points, double weight, double[] mean) {
        private static Part of(int point, float[] place, double weight) {
            double[] mean = new double[place.length];
            for (int d = 0; d < mean.length; d++) {
                mean[d] = place[d];
            }
            return new Part(List.of(point), weight, mean);
        }

        private Part with(Part other) {
            double both = weight + other.weight;
            double[] joint = new double[mean.length];
            for (int d = 0; d < joint.length; d++) {
                joint[d] = (weight * mean[d] + other.weight * other.mean[d]) / both;
            }
            List<Integer> all = Stream.concat(points.stream(), other.points.stream())
                    .sorted()
                    .toList();
            return new Part(all, both, joint);
        }

        /** What the union adds to the sum of squares. */
        private double costWith(Part other) {
            return weight * other.weight / (weight + other.weight) * Distance.square(mean, other.mean);
        }
    }

    private Ward() {}

    /**
     * The parts after each step, from one less than there are points down to one; in the order of their first points.
     *
     * @param weights of the points, positive
     */
    static List<List<Part>> steps(List<float[]> points, double[] weights) {
        List<Part> parts = new ArrayList<>(IntStream.range(0, points.size())
                .mapToObj(i -> Part.of(i, points.get(i), weights[i]))
                .toList());
        List<List<Part>> steps = new ArrayList<>();
        while (parts.size() > 1) {
            join(parts);
            steps.add(List.copyOf(parts));
        }
        return steps;
    }

    private static void join(List<Part> parts) {
        int first = 0;
        int second = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                double cost = parts.get(i).costWith(parts.get(j));
                if (cost < least) {
                    least = cost;
                    first = i;
                    second = j;
                }
            }
        }
        parts.set(first, parts.get(first).with(parts.remove(second)));
    }
}
