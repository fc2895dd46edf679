package io.kuajie.profile.domain.cluster;

import java.util.List;

/**
 * Places groups on a plane so that those which lie near each other stay near: the first two principal components of the centres, each
 * counted with its people, found by power iteration. The first coordinate spreads the most. Deterministic.
 *
 * <p>Source: Hotelling: Analysis of a complex of statistical variables into principal components, 1933.
 */
public final class ClusterMap {
    /** Coordinates of one group. */
    public record Place(String id, double x, double y) {}

    private static final int ROUNDS = 200;

    private ClusterMap() {}

    public static List<Place> of(List<Clusters.Group> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        double[][] rows = centred(groups);
        double[] first = component(rows, groups);
        double[] xs = projected(rows, first);
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < rows[i].length; d++) {
                rows[i][d] -= xs[i] * first[d];
            }
        }
        double[] ys = projected(rows, component(rows, groups));
        return java.util.stream.IntStream.range(0, groups.size())
                .mapToObj(i -> new Place(groups.get(i).id(), xs[i], ys[i]))
                .toList();
    }

    private static double[][] centred(List<Clusters.Group> groups) {
        int dimension = groups.getFirst().centre().length;
        double[] mean = new double[dimension];
        double people = 0;
        for (Clusters.Group group : groups) {
            double weight = weight(group);
            people += weight;
            for (int d = 0; d < dimension; d++) {
                mean[d] += weight * group.centre()[d];
            }
        }
        double[][] rows = new double[groups.size()][dimension];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < dimension; d++) {
                rows[i][d] = groups.get(i).centre()[d] - mean[d] / people;
            }
        }
        return rows;
    }

    /** The direction of greatest variance, of unit length; zeros where there is none. */
    private static double[] component(double[][] rows, List<Clusters.Group> groups) {
        int dimension = rows[0].length;
        double[] direction = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            // Any start will do that is not at right angles to the answer.
            direction[d] = 1 + d * 0.01 * (d % 2 == 0 ? 1 : -1);
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] along = projected(rows, direction);
            double[] next = new double[dimension];
            for (int i = 0; i < rows.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    next[d] += weight(groups.get(i)) * along[i] * rows[i][d];
                }
            }
            double length = Math.sqrt(dot(next, next));
            if (length < 1e-12) {
                return new double[dimension];
            }
            for (int d = 0; d < dimension; d++) {
                direction[d] = next[d] / length;
            }
        }
        return direction;
    }

    private static double[] projected(double[][] rows, double[] direction) {
        double[] along = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            along[i] = dot(rows[i], direction);
        }
        return along;
    }

    private static double weight(Clusters.Group group) {
        return Math.max(1, group.size());
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
