package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayMapTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyChanges_leaveWhatALinkedHashMapHolds(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        ArrayMap<String, Long> map = new ArrayMap<>();
        Map<String, Long> oracle = new LinkedHashMap<>();

        for (int i = 0; i < 2_000; i++) {
            // When
            String key = "key-" + random.nextInt(30);
            long value = random.nextInt(5);
            int change = random.nextInt(4);
            Object told = change(map, change, key, value);

            // Then
            assertThat(told).isEqualTo(change(oracle, change, key, value));
            assertThat(map).isEqualTo(oracle).hasSize(oracle.size());
            assertThat(map.get("key-7")).isEqualTo(oracle.get("key-7"));
            assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(oracle.keySet()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 128})
    void append_expectedOrNot_keepsTheOrder(int expected) {
        // Given
        ArrayMap<String, Integer> map = new ArrayMap<>();
        map.expect(expected);

        // When
        for (int i = 0; i < 100; i++) {
            map.append("key-" + i, i);
        }

        // Then
        List<Integer> values = new ArrayList<>();
        map.forEach((key, value) -> values.add(value));
        assertThat(values).hasSize(100).isSorted();
        assertThat(map.key(42)).isEqualTo("key-42");
        assertThat(map.value(42)).isEqualTo(42);
    }

    private static Object change(Map<String, Long> map, int change, String key, long value) {
        return switch (change) {
            case 0 -> String.valueOf(map.put(key, value));
            case 1 -> String.valueOf(map.remove(key));
            case 2 -> map.merge(key, value, Long::sum);
            default -> map.computeIfAbsent(key, absent -> value);
        };
    }
}
