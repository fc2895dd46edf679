package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;

/**
 * A candidate in its place.
 *
 * @param score 0 to 1 before a boost: chance of a click or an order where these are predicted, else by {@code odds}
 * @param merit what it is ordered by, 0 or more: the score times what that is worth
 * @param odds logarithm of the odds that the person takes it, up to a constant; 0 for what is most popular and nothing else
 */
record Ranked(ItemNode node, double score, double merit, double odds, Evidence evidence) {
    /** The odds of what nothing speaks for. */
    private static final double NO_ODDS = -10;

    /** Scores as far apart are the same but for rounding. */
    private static final double ROUNDING = 1e-9;

    /** What stands there because a business wants it; nothing was found better. */
    static Ranked pinned(ItemNode node) {
        return new Ranked(node, 1, 1, Double.POSITIVE_INFINITY, new Evidence.Pinned());
    }

    /** What nothing is known of. */
    static Ranked untouched(ItemNode node) {
        return new Ranked(node, 0, 0, NO_ODDS, new Evidence.Untouched());
    }

    /** What is liked more of late. @param lift above 1 */
    static Ranked rising(ItemNode node, double lift) {
        double score = 1 - 1 / lift;
        return new Ranked(node, score, score, Math.log(lift - 1), new Evidence.Rising());
    }

    /** The score without a prediction, boost and pull: what is learnt from, as it is what is known before any of them. */
    double candidateScore() {
        return chance(odds);
    }

    /** Whether the score is another than the candidate score. */
    boolean isScoredOtherwise() {
        return Math.abs(score - candidateScore()) > ROUNDING;
    }

    static double chance(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }
}
