package io.kuajie.recommend.domain.learning;

/** What a recipe learnt: it scores whole catalogues, answers about single items, and can be kept in a file. Thread-safe. */
public sealed interface Learnt extends Scorer permits Standing, Neighbours, Factors, MappedFactors {
    /** Takes one target item. */
    @FunctionalInterface
    interface TargetConsumer {
        void accept(int target);
    }

    /** So few targets are all scored where candidates are sought; of more, those that parts hand over. */
    int FEW_TARGETS = 4_096;

    /** What it says for one history. Of one thread; to be closed, which gives its memory to the next. */
    interface Saying extends AutoCloseable {
        /** The score, as {@link Scorer#score} gives it. */
        default float of(int target) {
            double[] score = new double[1];
            add(1, new int[] {target}, 1, score);
            return (float) score[0];
        }

        /** The standard deviation of the scores over all targets. */
        double deviation();

        /** Adds factor times the score of each of the first so many targets to what stands at its place in the sums. */
        void add(double factor, int[] targets, int size, double[] sums);

        /** Hands over the targets that it scores highest for this history's sake, at most so many; none where all are scored alike. */
        default void forEach(int most, TargetConsumer consumer) {}

        @Override
        default void close() {}
    }

    Saying about(History history);

    /** How many items it scores. */
    int targets();

    /** Bytes that it holds. */
    long sizeBytes();
}
