package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of models. Each one's scores are first brought to scale: divided by their deviation for this history plus half
 * their usual deviation, so that a model which has little to say about somebody says it quietly.
 */
public final class Blend implements Scorer {
    /** One model in it. @param usualDeviation of its scores, over many histories */
    public record Part(Scorer scorer, double weight, double usualDeviation) {}

    private static final double DAMPING = 0.5;

    private final List<Part> parts;

    public Blend(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public void score(History history, float[] scores) {
        float[] own = new float[scores.length];
        Arrays.fill(scores, 0);
        for (Part part : parts) {
            part.scorer.score(history, own);
            float factor = (float) (part.weight * scale(deviation(own), part.usualDeviation));
            Kernels.best().add(factor, own, 0, scores, 0, scores.length);
        }
    }

    /** What scores of this deviation are multiplied by. */
    public static double scale(double deviation, double usualDeviation) {
        double divisor = deviation + DAMPING * usualDeviation;
        return divisor > 0 ? 1 / divisor : 0;
    }

    /** The standard deviation of these scores. */
    public static double deviation(float[] scores) {
        double sum = 0;
        double squares = 0;
        for (float score : scores) {
            sum += score;
            squares += (double) score * score;
        }
        double mean = sum / scores.length;
        return Math.sqrt(Math.max(0, squares / scores.length - mean * mean));
    }
}
