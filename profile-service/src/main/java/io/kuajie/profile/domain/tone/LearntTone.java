package io.kuajie.profile.domain.tone;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tone learnt from rated reviews as they pass: logistic regression on hashed characters, pairs of characters and words, which needs no
 * dictionary and no word boundaries and so reads Chinese and English alike. Reviews of four stars and more are happy, of two and less
 * unhappy; three teach nothing. Text without stars is judged once {@value #LEAST_LESSONS} reviews have been learnt from.
 *
 * <p>Steps are scaled by the sum of squared gradients of each weight, so that rare words learn fast and common ones settle. A learner
 * goes on from its own earlier lessons and judges by those of all learners, weights averaged by how often they were corrected; what was
 * judged before stays as it was. Thread-safe.
 *
 * <p>Source: Weinberger et al.: Feature hashing for large scale multitask learning, ICML 2009; Duchi, Hazan, Singer: Adaptive
 * subgradient methods, JMLR 2011.
 */
public final class LearntTone implements Tone {
    private static final int LEAST_LESSONS = 50;
    private static final int LONGEST = 500;
    private static final double HAPPY = 4;
    private static final double UNHAPPY = 2;
    private static final double NEUTRAL = 3;
    private static final double STARS_TO_TONE = 2;

    /** What this learner has drawn itself. @param model its stored form */
    public record Own(long lessons, byte[] model) {}

    private final Map<String, ToneLessons> others = new HashMap<>();
    private ToneLessons own = new ToneLessons();
    /** Those of the others together. */
    private ToneLessons heard = new ToneLessons();

    /** Goes on from what it had learnt before. @throws IllegalArgumentException for bytes of another layout */
    public synchronized void resume(byte[] model) {
        own = ToneLessons.decode(model);
    }

    /** Takes in what another has learnt; null where that is no more. @throws IllegalArgumentException for bytes of another layout */
    public synchronized void heed(String learner, byte @Nullable [] model) {
        if (model == null) {
            others.remove(learner);
        } else {
            others.put(learner, ToneLessons.decode(model));
        }
        ToneLessons sum = new ToneLessons();
        others.values().forEach(sum::add);
        heard = sum;
    }

    /** Rated reviews it has learnt from itself. */
    public synchronized long lessons() {
        return own.count;
    }

    public synchronized Own own() {
        return new Own(own.count, own.encode());
    }

    @Override
    public synchronized double of(String text, @Nullable Double rating) {
        int[] features = features(text);
        if (rating != null && (rating >= HAPPY || rating <= UNHAPPY)) {
            learn(features, rating >= HAPPY ? 1 : 0);
        }
        if (rating != null) {
            return Math.clamp((rating - NEUTRAL) / STARS_TO_TONE, -1, 1);
        }
        return own.count + heard.count < LEAST_LESSONS ? Double.NaN : 2 * probability(features, true) - 1;
    }

    private void learn(int[] features, int target) {
        own.learn(features, probability(features, false) - target);
    }

    private double probability(int[] features, boolean isOfAll) {
        double sum = 0;
        for (int feature : features) {
            sum += isOfAll ? own.weightWith(heard, feature) : own.weights[feature];
        }
        return 1 / (1 + Math.exp(-sum / Math.sqrt(Math.max(1, features.length))));
    }

    /** Slots of single characters (telling in Chinese), of pairs, and of words (telling in English). */
    private static int[] features(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String read = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
        int[] slots = new int[read.length() * 3];
        int count = 0;
        int word = 0;
        for (int i = 0; i < read.length(); i++) {
            char c = read.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                if (word != 0) {
                    slots[count++] = slot(word);
                    word = 0;
                }
                continue;
            }
            if (Character.isIdeographic(c)) {
                slots[count++] = slot(c);
                if (i > 0 && Character.isIdeographic(read.charAt(i - 1))) {
                    slots[count++] = slot(read.charAt(i - 1) * 65_599 + c);
                }
            } else {
                word = 31 * (word == 0 ? 7 : word) + c;
            }
        }
        if (word != 0) {
            slots[count++] = slot(word);
        }
        return java.util.Arrays.copyOf(slots, count);
    }

    private static int slot(int value) {
        int mixed = value * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) & ToneLessons.SLOTS - 1;
    }
}
