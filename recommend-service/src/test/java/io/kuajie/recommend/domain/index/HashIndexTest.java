package io.kuajie.recommend.domain.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashIndexTest {
    @Test
    void find_afterAnyChanges_isAsInAPlainMap() {
        for (int seed = 0; seed < 20; seed++) {
            // Given: names whose hashes meet often
            SplittableRandom random = new SplittableRandom(seed);
            HashIndex index = new HashIndex();
            Map<Integer, Integer> numberByName = new HashMap<>();
            Map<Integer, Integer> nameByNumber = new HashMap<>();

            for (int number = 0; number < 3_000; number++) {
                // When
                int name = random.nextInt(400);
                Integer known = numberByName.get(name);
                if (known == null) {
                    index.add(name / 3, number);
                    numberByName.put(name, number);
                    nameByNumber.put(number, name);
                } else if (random.nextBoolean()) {
                    index.remove(name / 3, known);
                    numberByName.remove(name);
                } else {
                    index.replace(name / 3, known, number);
                    numberByName.put(name, number);
                    nameByNumber.put(number, name);
                }

                // Then
                int asked = random.nextInt(400);
                assertThat(index.find(asked / 3, found -> Objects.equals(asked, nameByNumber.get(found))))
                        .isEqualTo(numberByName.getOrDefault(asked, HashIndex.NOTHING));
            }
        }
    }
}
