package io.kuajie.recommend.domain.offers;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.COURSE;
import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.items.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarginsTest {
    private static final Money YUAN_100 = new Money(10_000, "CNY");

    private final Margins margins = new Margins(Map.of(BEAUTY, 0.3), "CNY", 0.5);

    @Test
    void margin_ofTheCatalogue_goesBeforeTheDomains() {
        assertThat(margins.of(item(YUAN_100, 0.6), null)).isCloseTo(6_000, within(1e-9));
        assertThat(margins.of(item(YUAN_100, null), null)).isCloseTo(3_000, within(1e-9));
        assertThat(Margins.OF_CATALOGUES.of(item(YUAN_100, 0.6), null)).isCloseTo(6_000, within(1e-9));
    }

    @Test
    void value_whereSomethingIsUnknown_isUnknown() {
        assertThat(margins.of(null, null)).isNaN();
        assertThat(margins.of(item(null, 0.6), null)).isNaN();
        assertThat(margins.of(item(new Money(10_000, "USD"), 0.6), null)).isNaN();
        assertThat(Margins.OF_CATALOGUES.of(item(YUAN_100, null), null)).isNaN();
        assertThat(new Margins(Map.of(COURSE, 0.3), "CNY", 1).of(item(YUAN_100, null), null))
                .isNaN();
    }

    @Test
    void offer_costsWhatItTakesOffAsOftenAsItIsRedeemed() {
        assertThat(left(offer(20.0, null, null))).isCloseTo(3_000 - 0.5 * 2_000, within(1e-9));
        assertThat(left(offer(null, new Money(1_500, "CNY"), null))).isCloseTo(3_000 - 0.5 * 1_500, within(1e-9));
        assertThat(left(offer(null, new Money(90_000, "CNY"), null))).isCloseTo(3_000 - 0.5 * 10_000, within(1e-9));
    }

    @Test
    void offer_thatTakesNothingOff_costsNothing() {
        assertThat(left(offer(null, null, null))).isCloseTo(3_000, within(1e-9));
        assertThat(left(offer(null, new Money(1_500, "USD"), null))).isCloseTo(3_000, within(1e-9));
        assertThat(left(offer(20.0, null, new Money(10_001, "CNY")))).isCloseTo(3_000, within(1e-9));
        assertThat(left(offer(20.0, null, new Money(10, "USD")))).isCloseTo(3_000, within(1e-9));
        assertThat(left(offer(20.0, null, YUAN_100))).isCloseTo(2_000, within(1e-9));
    }

    @Test
    void margins_thatAreNoShares_areRefused() {
        assertThatThrownBy(() -> new Margins(Map.of(BEAUTY, 30.0), "CNY", 1)).hasMessageContaining("30.0");
        assertThatThrownBy(() -> new Margins(Map.of(), "CNY", 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Margins(Map.of(), "yuan", 1)).hasMessageContaining("yuan");
    }

    private double left(Offer offer) {
        return margins.of(item(YUAN_100, null), offer);
    }

    private static Item item(@Nullable Money price, @Nullable Double margin) {
        return new Item(
                Town.key("blossom:serum"),
                BEAUTY,
                "product",
                "精华",
                Map.of(),
                "",
                List.of(),
                "",
                price,
                margin,
                null,
                null,
                null,
                Map.of(),
                false,
                NOW);
    }

    private static Offer offer(@Nullable Double percentOff, @Nullable Money amountOff, @Nullable Money minimumSpend) {
        return new Offer(
                "spring",
                "coupon",
                "优惠券",
                Map.of(),
                BLOSSOM,
                ACADEMY,
                BEAUTY,
                Set.of(),
                Set.of(),
                null,
                percentOff,
                amountOff,
                minimumSpend,
                0,
                NOW,
                NOW.plusSeconds(60));
    }
}
