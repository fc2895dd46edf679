package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseSumsTest {
    private static final int MANY = 100_000;
    private static final double CLOSE = 1e-6;

    @ParameterizedTest
    @ValueSource(ints = {3_000, Learnt.FEW_TARGETS, MANY})
    void add_moreThanThereIsRoomFor_areThoseOfAnArray(int targets) {
        SparseSums sums = new SparseSums(targets);
        for (int time = 0; time < 2; time++) {
            // Given
            float[] plain = new float[targets];
            SplittableRandom random = new SplittableRandom(time);

            // When: some of them several times
            for (int i = 0; i < 20_000; i++) {
                int target = random.nextInt(targets);
                float value = (float) random.nextDouble(-1, 1);
                plain[target] += value;
                sums.add(target, value);
            }

            // Then
            for (int target = 0; target < targets; target++) {
                assertThat(sums.of(target)).isEqualTo(plain[target]);
            }
            for (int place = 0; place < sums.size(); place++) {
                assertThat(sums.sum(place)).isEqualTo(plain[sums.target(place)]);
            }
            assertThat(sums.deviation()).isCloseTo(Blend.deviation(plain), within(CLOSE));
            sums.clear();
            assertThat(sums.size()).isZero();
            assertThat(sums.deviation()).isZero();
        }
    }

    @Test
    void isSmall_longHistory_isNot() {
        SparseSums sums = new SparseSums(MANY);
        for (int target = 0; target < MANY; target++) {
            assertThat(sums.isSmall()).isEqualTo(target <= 16_384);
            sums.add(target, 1);
        }
    }
}
