package io.kuajie.profile.domain.cluster;

import java.util.Arrays;
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
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        return of(points, weights, group, groups);
    }

    /**
     * The same with points that count for more than one each, here and in the means of distances.
     *
     * @param weights of the points, positive
     */
    static double of(List<float[]> points, double[] weights, int[] group, int groups) {
        double[] weightOfGroup = new double[groups];
        int[] size = new int[groups];
        double all = 0;
        for (int i = 0; i < group.length; i++) {
            weightOfGroup[group[i]] += weights[i];
            size[group[i]]++;
            all += weights[i];
        }
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += size[group[i]] > 1 ? weights[i] * width(i, points, weights, group, weightOfGroup) : 0;
        }
        return sum / all;
    }

    private static double width(int i, List<float[]> points, double[] weights, int[] group, double[] weightOfGroup) {
        double[] distances = new double[weightOfGroup.length];
        for (int j = 0; j < points.size(); j++) {
            distances[group[j]] += weights[j] * Math.sqrt(Distance.square(points.get(i), points.get(j)));
        }
        double own = distances[group[i]] / (weightOfGroup[group[i]] - weights[i]);
        double other = Double.MAX_VALUE;
        for (int g = 0; g < weightOfGroup.length; g++) {
            if (g != group[i] && weightOfGroup[g] > 0) {
                other = Math.min(other, distances[g] / weightOfGroup[g]);
            }
        }
        double greater = Math.max(own, other);
        return other == Double.MAX_VALUE || greater == 0 ? 0 : (other - own) / greater;
    }
}
