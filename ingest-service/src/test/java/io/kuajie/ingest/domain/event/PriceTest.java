package io.kuajie.ingest.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceTest {
    private static final List<Currency> CURRENCIES =
            List.of(Currency.getInstance("CNY"), Currency.getInstance("JPY"), Currency.getInstance("KWD"));

    @Test
    void common_whereItTells_isWhatTimesSays() {
        SplittableRandom random = new SplittableRandom(3);
        int told = 0;
        for (int n = 0; n < 100_000; n++) {
            // Given
            String price = "" + random.nextInt(random.nextBoolean() ? 100 : 10_000_000)
                    + (random.nextBoolean() ? "" : "." + random.nextInt(1_000));
            double quantity = random.nextInt(4) == 0 ? random.nextDouble(3) : random.nextInt(-1, 1_001);
            Currency currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));

            // When
            Money common = Price.common(price, quantity, currency);

            // Then
            if (common != null) {
                told++;
                assertThat(Price.times(new BigDecimal(price), quantity, currency))
                        .contains(common);
            }
        }
        assertThat(told).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", ".5", "5.", "1.2.3", "1,5", "12345678901", "１２", "1.005"})
    void common_ofAnythingElse_tellsNothing(String price) {
        assertThat(Price.common(price, 1, CURRENCIES.getFirst())).isNull();
    }
}
