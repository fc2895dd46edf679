package io.kuajie.recommend.domain.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberSetTest {
    private static final int BOUND = 701;

    @Test
    void add_manyNumbersSomeAgain_givesEachItsPlaceInTheOrderOfComing() {
        for (int expected : new int[] {0, 1, 3, 200, BOUND}) {
            // Given
            NumberSet set = expected == BOUND ? NumberSet.below(BOUND) : new NumberSet(expected);
            for (int time = 0; time < 2; time++) {
                SplittableRandom random = new SplittableRandom(expected);
                List<Integer> order = new ArrayList<>();

                // When
                for (int i = 0; i < 2_000; i++) {
                    int number = random.nextInt(BOUND - 1);
                    int known = order.indexOf(number);
                    int place = set.add(number);

                    // Then
                    assertThat(place).isEqualTo(known < 0 ? order.size() : known);
                    if (known < 0) {
                        order.add(number);
                    }
                }
                assertThat(set.size()).isEqualTo(order.size());
                assertThat(set.numbers())
                        .startsWith(order.stream().mapToInt(n -> n).toArray());
                assertThat(set.placeOf(order.get(5))).isEqualTo(5);
                assertThat(set.placeOf(BOUND - 1)).isNegative();
                set.clear();
                assertThat(set.size()).isZero();
                assertThat(set.placeOf(order.get(5))).isNegative();
            }
        }
    }
}
