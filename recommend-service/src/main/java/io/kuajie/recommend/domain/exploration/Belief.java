package io.kuajie.recommend.domain.exploration;

/** What is known of how much an item earns: a distribution. */
sealed interface Belief permits Beta, Normal {
    double mean();

    double deviation();
}
