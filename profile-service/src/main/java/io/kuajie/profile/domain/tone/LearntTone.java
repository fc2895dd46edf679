package io.kuajie.profile.domain.tone;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tone learnt from rated reviews as they pass: logistic regression on hashed characters, words, and pairs of either, which needs no
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
    private static final int PAIRING = 65_599;
    private static final double HAPPY = 4;
    private static final double UNHAPPY = 2;

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
    public synchronized double of(String text) {
        return own.count + heard.count < LEAST_LESSONS ? Double.NaN : 2 * probability(features(text), true) - 1;
    }

    @Override
    public synchronized void learn(String text, double rating) {
        if (rating >= HAPPY || rating <= UNHAPPY) {
            int[] features = features(text);
            own.learn(features, probability(features, false) - (rating >= HAPPY ? 1 : 0));
        }
    }

    private double probability(int[] features, boolean isOfAll) {
        double sum = 0;
        for (int feature : features) {
            sum += isOfAll ? own.weightWith(heard, feature) : own.weights[feature];
        }
        return 1 / (1 + Math.exp(-sum / Math.sqrt(Math.max(1, features.length))));
    }

    /**
     * Slots of single characters and pairs of them (telling in Chinese), and of words and pairs of them (telling in English): a pair
     * with 不 or <em>not</em> says the contrary of the other half.
     */
    private static int[] features(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String read = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
        int[] slots = new int[read.length() * 3 + 2];
        int count = 0;
        int word = 0;
        int before = 0;
        for (int i = 0; i <= read.length(); i++) {
            char c = i < read.length() ? read.charAt(i) : ' ';
            boolean isIdeographic = Character.isIdeographic(c);
            if (Character.isLetterOrDigit(c) && !isIdeographic) {
                word = 31 * (word == 0 ? 7 : word) + c;
                continue;
            }
            if (word != 0) {
                slots[count++] = slot(word);
                if (before != 0) {
                    slots[count++] = slot(before * PAIRING + word);
                }
            }
            // Words are a pair with nothing but spaces between them.
            before = !Character.isWhitespace(c) ? 0 : word != 0 ? word : before;
            word = 0;
            if (isIdeographic) {
                slots[count++] = slot(c);
                if (i > 0 && Character.isIdeographic(read.charAt(i - 1))) {
                    slots[count++] = slot(read.charAt(i - 1) * PAIRING + c);
                }
            }
        }
        return Arrays.copyOf(slots, count);
    }

    private static int slot(int value) {
        int mixed = value * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) & ToneLessons.SLOTS - 1;
    }
}
