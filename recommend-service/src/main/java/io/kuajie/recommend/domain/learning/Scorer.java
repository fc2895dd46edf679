package io.kuajie.recommend.domain.learning;

/** A learnt model. Thread-safe. */
@FunctionalInterface
public interface Scorer {
    /**
     * Gives every target item a score for somebody with this history, known at training or not.
     *
     * @param scores by target item, overwritten; higher is better; comparable within one call only
     */
    void score(History history, float[] scores);
}
