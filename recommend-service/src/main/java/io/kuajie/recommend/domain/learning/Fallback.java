package io.kuajie.recommend.domain.learning;

/** A model, and another for those of whom it knows nothing: to whom all its scores are the same. */
public record Fallback(Scorer model, Scorer otherwise) implements Scorer {
    @Override
    public void score(History history, float[] scores) {
        model.score(history, scores);
        if (isLevel(scores)) {
            otherwise.score(history, scores);
        }
    }

    private static boolean isLevel(float[] scores) {
        for (float score : scores) {
            if (score != scores[0]) {
                return false;
            }
        }
        return true;
    }
}
