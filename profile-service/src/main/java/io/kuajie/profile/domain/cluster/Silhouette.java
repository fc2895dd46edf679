package io.kuajie.profile.domain.cluster;

import java.util.List;

/**
 * How well points sit in their groups: the mean of (b − a) / max(a, b), where a is the mean distance to the own group and b to
 * the nearest other; 1 is best, 0 for a point alone. Costs n² distances, so give it a sample.
 *
 * <p>Source: Rousseeuw: Silhouettes, a graphical aid to the interpretation and validation of cluster analysis, 1987.
 */
final class Silhouette {
    private Silhouette() {}

    /** @param group of each point, from 0 to below {@code groups} */
    static double of(List<float[]> points, int[] group, int groups) {
        int[] size = new int[groups];
        for (int g : group) {
            size[g]++;
        }
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += size[group[i]] > 1 ? width(i, points, group, size) : 0;
        }
        return sum / points.size();
    }

    private static double width(int i, List<float[]> points, int[] group, int[] size) {
        double[] distances = new double[size.length];
        for (int j = 0; j < points.size(); j++) {
            distances[group[j]] += Math.sqrt(Distance.square(points.get(i), points.get(j)));
        }
        double own = distances[group[i]] / (size[group[i]] - 1);
        double other = Double.MAX_VALUE;
        for (int g = 0; g < size.length; g++) {
            if (g != group[i] && size[g] > 0) {
                other = Math.min(other, distances[g] / size[g]);
            }
        }
        double greater = Math.max(own, other);
        return other == Double.MAX_VALUE || greater == 0 ? 0 : (other - own) / greater;
    }
}
