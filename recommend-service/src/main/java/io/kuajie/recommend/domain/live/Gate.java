package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.live.Learner.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model must reach to be put to use. */
public final class Gate {
    static final double LEAST_GAIN = 1.02;
    private static final double MOST_LOSS = 0.9;

    private Gate() {}

    /**
     * Each is held against popularity on its own held-out part: on the other's, a model would know the answers.
     *
     * @param current the model in use; null for none
     */
    public static Outcome against(@Nullable LiveModel current, LiveModel model) {
        double gain = model.quality() / model.baseline();
        if (!(gain >= LEAST_GAIN)) {
            return new Outcome.Refused(refusal("popularity alone", gain, 1));
        }
        double other = current == null ? 0 : current.quality() / current.baseline();
        return gain < MOST_LOSS * other
                ? new Outcome.Refused(refusal("the model in use", gain, other))
                : new Outcome.Accepted(model);
    }

    static String refusal(String rival, double gain, double other) {
        return String.format(
                Locale.ROOT,
                "on held-out interactions it reaches %.3f times what popularity does, and %s %.3f",
                gain,
                rival,
                other);
    }
}
