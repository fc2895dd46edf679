package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TotalsTest {
    @Test
    void of_afterAnyAdditions_isTheSumRounded() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        Totals totals = new Totals();
        Map<Integer, Long> plain = new HashMap<>();

        for (int change = 0; change < 20_000; change++) {
            // When
            int number = random.nextInt(500) * 1024;
            long delta = random.nextLong(-1L << 40, 1L << 40);
            totals.add(number, delta);
            plain.merge(number, delta, Long::sum);

            // Then
            int asked = random.nextInt(600) * 1024;
            assertThat(totals.of(asked)).isEqualTo((float) plain.getOrDefault(asked, 0L));
        }
    }
}
