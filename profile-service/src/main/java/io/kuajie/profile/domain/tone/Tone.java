package io.kuajie.profile.domain.tone;

import org.jspecify.annotations.Nullable;

/** Judges what people write. Thread-safe. */
@FunctionalInterface
public interface Tone {
    /**
     * The tone of a text, from -1 (unhappy) to 1 (happy); NaN while it can't be told.
     *
     * @param rating stars from 1 to 5 that came with it, from which can be learnt; null for none
     */
    double of(String text, @Nullable Double rating);
}
