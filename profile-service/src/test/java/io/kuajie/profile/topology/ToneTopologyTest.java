package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.person.PersonState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the model of tone learns from what passes, and what it makes of text without stars. */
class ToneTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final int REVIEWS = 60;

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void reviews_readAgain_teachNothingAnew() {
        // Given
        List<Behavior> reviews = reviews(ANNA);
        reviews.forEach(harness::send);
        double judged = harness.tone.of("质量不好");
        assertThat(harness.tone.lessons()).isEqualTo(REVIEWS);

        // When
        reviews.forEach(harness::send);

        // Then
        assertThat(harness.tone.lessons()).isEqualTo(REVIEWS);
        assertThat(harness.tone.of("质量不好")).isEqualTo(judged);
        assertThat(tone(ANNA)).isCloseTo(meanOfStars(reviews), within(1e-6));
    }

    @Test
    void reviews_ofALeafThatBelongsElsewhere_teachOnce() {
        // Given
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // When
        List<Behavior> reviews = reviews(BELLA);
        reviews.forEach(harness::send);
        reviews.forEach(harness::send);

        // Then
        assertThat(harness.tone.lessons()).isEqualTo(REVIEWS);
    }

    @Test
    void reviews_ofWhoRefusesAnalytics_teachNothing() {
        // Given
        harness.refusals.say(ANNA, true);

        // When
        reviews(ANNA).forEach(harness::send);

        // Then
        assertThat(harness.tone.lessons()).isZero();
        assertThat(tone(ANNA)).isNaN();
    }

    @Test
    void recount_ofReviews_teachesNothing() {
        // Given
        LeafReplay replay = new LeafReplay(harness.rules(), ANNA, Long.MAX_VALUE);

        // When
        reviews(ANNA).forEach(replay::take);

        // Then
        assertThat(harness.tone.lessons()).isZero();
    }

    @Test
    void unratedText_onceEnoughIsLearnt_movesTheToneOfThePortrait() {
        // Given
        harness.send(Records.review(BELLA, 1, "broken on arrival", null));
        double beforeAnyLesson = tone(BELLA);
        reviews(ANNA).forEach(harness::send);

        // When
        harness.send(Records.review(BELLA, 2, "works well, just arrived", null));
        double afterPraise = tone(BELLA);
        for (int offset = 3; offset < 6; offset++) {
            harness.send(Records.review(BELLA, offset, "质量不好，刚买", null));
        }

        // Then
        assertThat(beforeAnyLesson).isNaN();
        assertThat(afterPraise).isPositive();
        assertThat(tone(BELLA)).isNegative();
        assertThat(harness.tone.lessons()).isEqualTo(REVIEWS);
    }

    private static List<Behavior> reviews(LeafKey leaf) {
        List<Behavior> reviews = new ArrayList<>();
        for (int offset = 1; offset <= REVIEWS; offset++) {
            boolean isHappy = offset % 3 > 0;
            String text = offset % 2 == 0 ? isHappy ? "质量很好" : "质量不好" : isHappy ? "works well" : "broken on arrival";
            reviews.add(Records.review(leaf, offset, text, isHappy ? 5.0 : 1.0));
        }
        return reviews;
    }

    private static double meanOfStars(List<Behavior> reviews) {
        return reviews.stream()
                .mapToDouble(review -> review.getRating() == null ? Double.NaN : (review.getRating() - 3) / 2)
                .average()
                .orElseThrow();
    }

    private double tone(LeafKey leaf) {
        return PersonState.of(leaf, harness.stored(ProfileTopology.PEOPLE).get(leaf.toString()))
                .portrait()
                .orElseThrow()
                .purchases()
                .meanTone();
    }
}
