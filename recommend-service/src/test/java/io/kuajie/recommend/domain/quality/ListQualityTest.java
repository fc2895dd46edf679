package io.kuajie.recommend.domain.quality;

import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import io.kuajie.recommend.domain.crowd.Weights;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListQualityTest {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Town town = new Town(true);
    private final Popularity popularity = new Popularity(0.5);
    private final ListQuality quality = new ListQuality(town.items, popularity, WINDOW, 4);

    private int a;
    private int b;
    private int c;
    private int d;

    /** Four items with 8, 4, 2 and 2 sixteenths of the popularity, once one is added to each; two of a category each. */
    @BeforeEach
    void list() {
        a = listed("blossom:a", "x");
        b = listed("blossom:b", "x");
        c = listed("blossom:c", "y");
        d = listed("blossom:d", "y");
        listed("academy:other-domain", "z");
        town.list("blossom:gone", "物品", "x", null, true, NOW);
        popularity.change(
                Likes.NOTHING,
                new Likes(
                        new Weights(new int[] {a, b, c, d}, new int[4], new byte[] {7, 3, 1, 1}),
                        new int[] {0, 0, 1, 1},
                        ""));
    }

    @Test
    void figures_beforeAWindowIsOver_areNotKnown() {
        // When
        quality.served(list(NOW, 0, 0.5, a, b));

        // Then
        assertThat(quality.figures()).isEqualTo(Figures.UNKNOWN);
    }

    @Test
    void figures_ofAWindow_areAsByHand() {
        // When
        quality.served(list(NOW, 0, 0.5, a, b));
        quality.served(list(NOW.plusSeconds(3599), 0, 0.5, a, c));
        quality.served(list(NOW.plus(WINDOW), 0, 0.5, d));

        // Then: three of four items; 1, 2, 1 and 3 bits; the most popular tenth is item a, with two of four places
        assertThat(quality.figures().coverage()).isEqualTo(0.75);
        assertThat(quality.figures().novelty()).isCloseTo(1.75, within(1e-12));
        assertThat(quality.figures().popularShare()).isEqualTo(0.5);
        assertThat(quality.figures().scoreDrift()).isNaN();
        assertThat(quality.figures().categoryDrift()).isNaN();
    }

    @Test
    void drift_ofTwoWindows_isAsByHand() {
        // When: nothing is served for two windows, which changes nothing
        quality.served(list(NOW, 0, 0.95, a, b));
        quality.served(list(NOW, 0, 0.95, a, c));
        quality.served(list(NOW.plus(WINDOW.multipliedBy(3)), 0, 0.05, a, c));
        quality.served(list(NOW.plus(WINDOW.multipliedBy(3)), 0, 0.05, d, c));
        quality.served(list(NOW.plus(WINDOW.multipliedBy(4)), 0, 0.05, a));

        // Then: 3.5 and 1.5 of 5 become 1.5 and 3.5; of ten bins, two go from 4.5 to 0.5 of 9 and back: 2 × 4 / 9 × ln
        // 9
        assertThat(quality.figures().categoryDrift()).isCloseTo(0.677838, within(1e-6));
        assertThat(quality.figures().scoreDrift()).isCloseTo(1.953089, within(1e-6));
    }

    @Test
    void drift_ofTooFewPlaces_isNotKnown() {
        // When
        quality.served(list(NOW, 0, 0.95, a, b));
        quality.served(list(NOW.plus(WINDOW), 0, 0.95, a, b, c, d));
        quality.served(list(NOW.plus(WINDOW.multipliedBy(2)), 0, 0.95, a));

        // Then
        assertThat(quality.figures().coverage()).isEqualTo(1);
        assertThat(quality.figures().scoreDrift()).isNaN();
    }

    @Test
    void pins_haveNoScore_andLateListsCountInTheOpenWindow() {
        // When: both windows have the same scores below their pins
        quality.served(list(NOW, 0, 0.5, a, b));
        quality.served(list(NOW, 0, 0.5, a, b));
        quality.served(list(NOW.plus(WINDOW), 1, 0.5, a, b, c));
        quality.served(list(NOW, 1, 0.5, a, b, c));
        quality.served(list(NOW.plus(WINDOW.multipliedBy(2)), 0, 0.5, a));

        // Then
        assertThat(quality.figures().scoreDrift()).isZero();
        assertThat(quality.figures().coverage()).isEqualTo(0.75);
        assertThat(quality.figures().popularShare()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void window_ofNoTime_isRefused() {
        assertThatThrownBy(() -> new ListQuality(town.items, popularity, Duration.ZERO, 1))
                .hasMessageContaining("PT0S");
    }

    private int listed(String item, String category) {
        town.list(item, "物品", category);
        return town.items.of(Town.key(item)).number();
    }

    /** @param pinned how many of the first places are pinned, whose scores are 1 */
    private static ServedList list(Instant at, int pinned, double score, int... items) {
        double[] scores = new double[items.length];
        Arrays.setAll(scores, place -> place < pinned ? 1 : score);
        return new ServedList(
                new UUID(1, 1),
                at,
                Town.ACADEMY,
                null,
                "",
                "",
                ModelKind.NONE,
                pinned,
                items,
                scores,
                new int[0],
                new int[0],
                new double[0]);
    }
}
