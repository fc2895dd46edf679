package io.kuajie.profile.domain.cluster;

/** Euclidean distances. */
final class Distance {
    private Distance() {}

    static double square(float[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < b.length; d++) {
            double difference = a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }

    static double square(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < b.length; d++) {
            double difference = a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }

    static double square(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < b.length; d++) {
            double difference = (double) a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }
}
