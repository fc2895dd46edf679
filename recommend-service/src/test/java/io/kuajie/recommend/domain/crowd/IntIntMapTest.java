package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntIntMapTest {
    @Test
    void map_anyAdditions_equalsPlainMap() {
        for (int seed = 0; seed < 50; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            IntIntMap map = new IntIntMap();
            Map<Integer, Integer> plain = new HashMap<>();

            // When: few keys and small numbers, so that sums often come back to zero
            for (int i = 0; i < 3000; i++) {
                int key = random.nextInt(40) * 1024;
                int delta = random.nextInt(-2, 3);
                map.add(key, delta);
                plain.merge(key, delta, Integer::sum);
            }

            // Then
            plain.values().removeIf(sum -> sum == 0);
            Map<Integer, Integer> entries = new HashMap<>();
            map.forEach(entries::put);
            assertThat(entries).isEqualTo(plain);
            assertThat(map.size()).isEqualTo(plain.size());
            plain.forEach((key, sum) -> assertThat(map.get(key)).isEqualTo(sum));
        }
    }
}
