package io.kuajie.profile.domain.tone;

/** Judges what people write, and learns from what they rate. Thread-safe. */
public interface Tone {
    /** Judges nothing and learns nothing. */
    Tone NONE = new Tone() {
        @Override
        public double of(String text) {
            return Double.NaN;
        }

        @Override
        public void learn(String text, double rating) {
            // Nothing is kept.
        }
    };

    /** The tone of a text without stars, from -1 (unhappy) to 1 (happy); NaN while it can't be told. */
    double of(String text);

    /** Takes in what somebody wrote with so many stars, 1 to 5; to be told once. */
    void learn(String text, double rating);

    /** The tone of a text with so many stars. */
    static double ofStars(double rating) {
        return Math.clamp((rating - 3) / 2, -1, 1);
    }
}
