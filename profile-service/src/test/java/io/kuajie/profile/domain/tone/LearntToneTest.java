package io.kuajie.profile.domain.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearntToneTest {
    private static final int LESSONS = 1200;
    private static final int QUESTIONS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void of_textsThatItNeverSaw_isRightFarOftenerThanTheMoreFrequentAnswer(long seed) {
        // Given
        Map<String, Boolean> happyByText = new Reviews(new SplittableRandom(seed)).different(LESSONS + QUESTIONS);
        List<String> texts = new ArrayList<>(happyByText.keySet());
        LearntTone tone = new LearntTone();

        // When
        texts.subList(0, LESSONS).forEach(text -> tone.learn(text, stars(happyByText, text)));

        // Then
        List<String> unseen = texts.subList(LESSONS, texts.size());
        long happy = unseen.stream().filter(text -> isHappy(happyByText, text)).count();
        long right = unseen.stream()
                .filter(text -> tone.of(text) > 0 == isHappy(happyByText, text))
                .count();
        double majority = Math.max(happy, QUESTIONS - happy) / (double) QUESTIONS;
        assertThat(right / (double) QUESTIONS).isGreaterThan(majority + 0.25);
    }

    @Test
    void of_aNegation_turnsWhatTheWordSays() {
        // Given
        LearntTone tone = taught(5, LESSONS);

        // Then
        assertThat(tone.of("质量很好，昨天到的")).isPositive();
        assertThat(tone.of("质量不好，昨天到的")).isNegative();
        assertThat(tone.of("my parcel is good")).isPositive();
        assertThat(tone.of("my parcel is not good")).isNegative();
    }

    @Test
    void of_anyText_isUnknownBeforeFiftyLessons() {
        assertThat(taught(1, 49).of("很好用")).isNaN();
        assertThat(taught(1, 50).of("很好用")).isNotNaN();
    }

    @Test
    void learn_threeStars_teachesNothing() {
        // Given
        LearntTone tone = new LearntTone();

        // When
        tone.learn("质量很好", 3);

        // Then
        assertThat(tone.lessons()).isZero();
    }

    @Test
    void resumed_afterARestart_judgesAsBefore() {
        // Given
        LearntTone before = taught(1, 200);
        LearntTone after = new LearntTone();

        // When
        after.resume(before.own().model());

        // Then
        assertThat(after.lessons()).isEqualTo(200);
        for (String text : new Reviews(new SplittableRandom(9)).different(20).keySet()) {
            assertThat(after.of(text)).isEqualTo(before.of(text));
        }
    }

    @Test
    void heeded_fromAnother_teachesWhoHasSeenNothing() {
        // Given
        LearntTone tone = new LearntTone();

        // When
        tone.heed("a", taughtTwoPhrases().own().model());
        tone.heed("b", taughtTwoPhrases().own().model());

        // Then
        assertThat(tone.of("很好用")).isPositive();
        assertThat(tone.of("waste of money")).isNegative();
        assertThat(tone.lessons()).isZero();

        // When
        tone.heed("a", null);

        // Then
        assertThat(tone.of("很好用")).isNaN();
    }

    /** Too few lessons for one, enough for two. */
    private static LearntTone taughtTwoPhrases() {
        LearntTone tone = new LearntTone();
        for (int i = 0; i < 20; i++) {
            tone.learn("很好用", 5);
            tone.learn("waste of money", 1);
        }
        return tone;
    }

    private static LearntTone taught(long seed, int lessons) {
        LearntTone tone = new LearntTone();
        Map<String, Boolean> happyByText = new Reviews(new SplittableRandom(seed)).different(lessons);
        happyByText.keySet().forEach(text -> tone.learn(text, stars(happyByText, text)));
        return tone;
    }

    private static double stars(Map<String, Boolean> happyByText, String text) {
        return isHappy(happyByText, text) ? 5 : 1;
    }

    private static boolean isHappy(Map<String, Boolean> happyByText, String text) {
        return Boolean.TRUE.equals(happyByText.get(text));
    }
}
