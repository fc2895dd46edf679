package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    @Test
    void priceSensitivity_ofWhoBuysCheaperThanWhatIsLookedAt_isByHowMuch() {
        // Given: looks at 100 and 60 on average 80, buys for 20
        Purchases purchases = of(
                event(Action.BROWSE, 10_000, Double.NaN),
                event(Action.CLICK, 6_000, Double.NaN),
                event(Action.BUY, 2_000, Double.NaN));

        // Then
        assertThat(purchases.priceSensitivity()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void priceSensitivity_ofWhoBuysDearer_isNone() {
        assertThat(of(event(Action.BROWSE, 2_000, Double.NaN), event(Action.BUY, 9_000, Double.NaN))
                        .priceSensitivity())
                .isZero();
    }

    @Test
    void priceSensitivity_ofWhoOnlyLooksOrOnlyBuys_isUnknown() {
        assertThat(of(event(Action.BROWSE, 2_000, Double.NaN)).priceSensitivity())
                .isNaN();
        assertThat(of(event(Action.BUY, 2_000, Double.NaN)).priceSensitivity()).isNaN();
    }

    @Test
    void sums_ofParts_areThoseOfTheWhole() {
        // Given
        LeafEvent first = event(Action.EVALUATE, 0, 5);
        LeafEvent second = event(Action.EVALUATE, 0, 2);

        // When
        Purchases merged = of(first);
        merged.addAll(of(second));

        // Then
        assertThat(merged).isEqualTo(of(second, first));
        assertThat(merged.meanRating()).isEqualTo(3.5);
        assertThat(merged.meanTone()).isCloseTo(0.5, within(1e-9));
        assertThat(of().meanRating()).isNaN();
        assertThat(of().meanTone()).isNaN();
    }

    private static Purchases of(LeafEvent... events) {
        Purchases purchases = new Purchases();
        for (LeafEvent event : events) {
            purchases.add(event);
        }
        return purchases;
    }

    private static LeafEvent event(Action action, long price, double rating) {
        return new LeafEvent(
                new SourcePosition(0, 1),
                NOW,
                action,
                new Domain("beauty"),
                "lips",
                null,
                1,
                1,
                new Money(price, "CNY"),
                3,
                rating,
                Double.isNaN(rating) ? Double.NaN : (rating - 2.5) / 2,
                Map.of());
    }
}
