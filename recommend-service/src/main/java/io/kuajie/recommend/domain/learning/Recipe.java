package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Workers;

/** A way to learn a model, with its settings. */
public sealed interface Recipe permits Popular, ItemItem, Ease, SparseEase, Als, UserKernel, FactorMap {
    /** The name of the model, such as {@code als}. */
    String model();

    /** The settings in words, such as {@code factors=64}. */
    String settings();

    /** Learns. The same data and seed give the same model, whatever the number of workers. */
    Learnt train(Interactions data, Workers workers, long seed);
}
