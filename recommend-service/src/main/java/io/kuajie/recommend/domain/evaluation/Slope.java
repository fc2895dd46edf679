package io.kuajie.recommend.domain.evaluation;

/** The logarithm of a likelihood, its slope and, with its sign turned, its curvature by weights. Not thread-safe. */
final class Slope {
    final double[] slope;
    final double[][] curvature;
    double likelihood;

    Slope(int parts) {
        slope = new double[parts];
        curvature = new double[parts][parts];
    }

    void add(Slope other) {
        likelihood += other.likelihood;
        for (int row = 0; row < slope.length; row++) {
            slope[row] += other.slope[row];
            for (int column = 0; column < slope.length; column++) {
                curvature[row][column] += other.curvature[row][column];
            }
        }
    }

    /** Takes off what being away from the usual weights costs. */
    void hold(double[] weights, double[] usual, double hold) {
        for (int part = 0; part < weights.length; part++) {
            double away = weights[part] - usual[part];
            likelihood -= hold / 2 * away * away;
            slope[part] -= hold * away;
            curvature[part][part] += hold;
        }
    }

    /** Newton's step to the top, by elimination in place, as the curvature is positive definite. To be asked once. */
    double[] step() {
        int size = slope.length;
        double[] solution = slope.clone();
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = curvature[row][pivot] / curvature[pivot][pivot];
                for (int column = pivot; column < size; column++) {
                    curvature[row][column] -= factor * curvature[pivot][column];
                }
                solution[row] -= factor * solution[pivot];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int column = row + 1; column < size; column++) {
                solution[row] -= curvature[row][column] * solution[column];
            }
            solution[row] /= curvature[row][row];
        }
        return solution;
    }
}
