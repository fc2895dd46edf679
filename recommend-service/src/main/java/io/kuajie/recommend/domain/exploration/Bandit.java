package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.feedback.Feedback;

/** Learns from explored places what is worth showing there. Thread-safe. */
public sealed interface Bandit extends Feedback.Listener permits Arms, LinearArms {
    /**
     * How likely each of these items is the best to show to people of this cluster, as far as is known; of all together 1.
     *
     * @param cluster empty where unknown
     * @param odds log odds of each by the candidate score
     */
    double[] chances(String cluster, int[] items, double[] odds);
}
