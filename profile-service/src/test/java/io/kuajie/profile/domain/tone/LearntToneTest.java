package io.kuajie.profile.domain.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearntToneTest {
    private static final List<String> PRAISE =
            List.of("很好用", "非常喜欢", "质量不错", "老师讲得清楚", "love it", "great quality", "very helpful", "works well");
    private static final List<String> BLAME = List.of(
            "太差了", "不好用", "很失望", "讲得太乱", "broken on arrival", "waste of money", "very disappointing", "hate it");
    private static final List<String> PADDING =
            List.of("，上周买的", "，送给妈妈", " bought last week", " for my sister", "，课程", "");

    @Test
    void of_unratedText_followsWhatRatedReviewsTaught() {
        // Given
        LearntTone tone = new LearntTone();
        SplittableRandom random = new SplittableRandom(4);
        boolean knewNothing = Double.isNaN(tone.of("很好用", null));

        // When
        for (int i = 0; i < 400; i++) {
            boolean isHappy = random.nextBoolean();
            tone.of(text(isHappy ? PRAISE : BLAME, random), isHappy ? 5.0 : 1.0);
        }

        // Then
        assertThat(knewNothing).isTrue();
        int right = 0;
        for (int i = 0; i < 200; i++) {
            boolean isHappy = i % 2 == 0;
            right += tone.of(text(isHappy ? PRAISE : BLAME, random), null) > 0 == isHappy ? 1 : 0;
        }
        assertThat(right).isGreaterThan(190);
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
        for (String text : PRAISE) {
            assertThat(after.of(text, null)).isEqualTo(before.of(text, null));
        }
    }

    @Test
    void heeded_fromAnother_teachesWhoHasSeenNothing() {
        // Given
        LearntTone tone = new LearntTone();

        // When
        tone.heed("a", taught(1, 40).own().model());
        tone.heed("b", taught(2, 40).own().model());

        // Then
        assertThat(tone.of("非常喜欢", null)).isPositive();
        assertThat(tone.of("waste of money", null)).isNegative();
        assertThat(tone.lessons()).isZero();

        // When
        tone.heed("a", null);

        // Then
        assertThat(tone.of("非常喜欢", null)).isNaN();
    }

    private static LearntTone taught(long seed, int lessons) {
        LearntTone tone = new LearntTone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < lessons; i++) {
            boolean isHappy = i % 2 == 0;
            tone.of(text(isHappy ? PRAISE : BLAME, random), isHappy ? 5.0 : 1.0);
        }
        return tone;
    }

    private static String text(List<String> kernel, SplittableRandom random) {
        return kernel.get(random.nextInt(kernel.size())) + PADDING.get(random.nextInt(PADDING.size()));
    }
}
