package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of models, with weights by the length of the history. Each model's scores are first brought to scale: divided by
 * their deviation for this history plus half their usual deviation, so that a model which has little to say about somebody says
 * it quietly. Where only those models speak that ask nothing of a history, the weights for people without one are used.
 */
public final class Blend implements Scorer {
    /**
     * One model in it.
     *
     * @param weights by segment of history lengths
     * @param usualDeviation of its scores, over many histories
     * @param isGeneral whether it scores alike for everybody
     */
    public record Part(Learnt learnt, double[] weights, double usualDeviation, boolean isGeneral) {}

    /** A part and what it says, which counts this much. */
    private record Voice(Learnt.Saying saying, double factor) {}

    /** What the blend says for one history. Of one thread; to be closed. */
    public static final class Opinion implements AutoCloseable {
        private final List<Voice> voices;
        private final boolean isKnown;

        private Opinion(List<Voice> voices, boolean isKnown) {
            this.voices = voices;
            this.isKnown = isKnown;
        }

        /** The score, as {@link Blend#score} gives it. */
        public double of(int target) {
            double[] score = new double[1];
            of(new int[] {target}, 1, score);
            return score[0];
        }

        /**
         * The scores of the first so many targets: part by part, so that the processor fetches what a part knows of them side by side.
         *
         * @param scores written, by place
         */
        public void of(int[] targets, int size, double[] scores) {
            Arrays.fill(scores, 0, size, 0);
            for (Voice voice : voices) {
                voice.saying.add(voice.factor, targets, size, scores);
            }
        }

        /** Whether any part knew something of the history. */
        public boolean isKnown() {
            return isKnown;
        }

        /** Hands over the targets that parts with a say in their favour score highest for the history's sake, so many of each; some of them twice. */
        public void forEach(int most, Learnt.TargetConsumer consumer) {
            for (Voice voice : voices) {
                if (voice.factor > 0) {
                    voice.saying.forEach(most, consumer);
                }
            }
        }

        @Override
        public void close() {
            voices.forEach(voice -> voice.saying.close());
        }
    }

    private static final double DAMPING = 0.5;

    private final List<Part> parts;
    private final int[] bounds;

    /** @param bounds the segments begin at 0 and at each of these lengths, rising */
    public Blend(List<Part> parts, int[] bounds) {
        this.parts = List.copyOf(parts);
        this.bounds = bounds.clone();
    }

    /** Where a history of this length belongs among segments that begin at 0 and at these bounds. */
    public static int segment(int length, int[] bounds) {
        int segment = 0;
        while (segment < bounds.length && length >= bounds[segment]) {
            segment++;
        }
        return segment;
    }

    @Override
    public void score(History history, float[] scores) {
        int segment = segment(history.size(), bounds);
        if (!add(history, segment, scores)) {
            add(history, 0, scores);
        }
    }

    /** What it says for this history, asked item by item. */
    public Opinion about(History history) {
        int segment = segment(history.size(), bounds);
        Opinion opinion = about(history, segment);
        if (opinion.isKnown || segment == 0) {
            return opinion;
        }
        opinion.close();
        return about(history, 0);
    }

    private Opinion about(History history, int segment) {
        List<Voice> voices = new ArrayList<>();
        boolean isKnown = false;
        for (Part part : parts) {
            if (part.weights[segment] != 0) {
                Learnt.Saying saying = part.learnt.about(history);
                double deviation = saying.deviation();
                isKnown |= deviation > 0 && !part.isGeneral;
                voices.add(new Voice(saying, part.weights[segment] * scale(deviation, part.usualDeviation)));
            }
        }
        return new Opinion(voices, isKnown);
    }

    public List<Part> parts() {
        return parts;
    }

    /** Where segments of history lengths begin, but for the first at 0. Not to be written. */
    public int[] bounds() {
        return bounds;
    }

    /** Whether any model knew something of this history. */
    private boolean add(History history, int segment, float[] scores) {
        float[] own = new float[scores.length];
        Arrays.fill(scores, 0);
        boolean isKnown = segment == 0;
        for (Part part : parts) {
            if (part.weights[segment] != 0) {
                part.learnt.score(history, own);
                double deviation = deviation(own);
                isKnown |= deviation > 0 && !part.isGeneral;
                float factor = (float) (part.weights[segment] * scale(deviation, part.usualDeviation));
                Kernels.best().add(factor, own, 0, scores, 0, scores.length);
            }
        }
        return isKnown;
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
