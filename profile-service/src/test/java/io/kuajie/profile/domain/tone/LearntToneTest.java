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

    private static String text(List<String> kernel, SplittableRandom random) {
        return kernel.get(random.nextInt(kernel.size())) + PADDING.get(random.nextInt(PADDING.size()));
    }
}
