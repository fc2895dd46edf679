package io.kuajie.recommend.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessesTest {
    private static final int COURSES = 0;
    private static final int SHOP = 1;

    private final Likenesses likenesses = new Likenesses();

    @Test
    void nearest_ofASharedRareWord_isFoundFromBothSidesAtOnce() {
        // Given
        put(0, COURSES, Map.of("watercolour", 3, "basics", 1));
        put(1, SHOP, Map.of("lipstick", 3));
        put(2, SHOP, Map.of("serum", 3));

        // When
        put(3, SHOP, Map.of("watercolour", 3, "brush", 1));

        // Then
        assertThat(nearest(0, SHOP)).containsOnlyKeys(3);
        assertThat(nearest(3, COURSES)).containsOnlyKeys(0);
        assertThat(nearest(0, COURSES)).isEmpty();
    }

    @Test
    void nearest_ofItemsThatAreGoneOrSaySomethingElseNow_areNoLongerFound() {
        // Given
        put(0, COURSES, Map.of("watercolour", 3));
        put(1, SHOP, Map.of("watercolour", 3, "brush", 1));
        put(2, SHOP, Map.of("watercolour", 3, "paper", 1));
        put(3, SHOP, Map.of("oil", 1));
        assertThat(nearest(0, SHOP)).containsOnlyKeys(1, 2);

        // When
        likenesses.remove(1);
        put(2, SHOP, Map.of("paper", 1));
        put(3, SHOP, Map.of("watercolour", 1));

        // Then
        assertThat(nearest(0, SHOP)).containsOnlyKeys(3);
        assertThat(nearest(1, COURSES)).isEmpty();
        assertThat(nearest(2, COURSES)).isEmpty();
        assertThat(likenesses.size()).isEqualTo(3);
    }

    @Test
    void nearest_ofAnItemThatNoSearchFinds_isReadWithoutWhatIsGoneOrChanged() {
        // Given: one word, with so many later items that the first is not among those that are read
        put(0, COURSES, Map.of("watercolour", 1));
        put(1, SHOP, Map.of("watercolour", 1));
        put(2, SHOP, Map.of("watercolour", 1));
        for (int item = 3; item < 2_400; item++) {
            put(item, SHOP, item % 4 == 0 ? Map.of("watercolour", 1, "w" + item, 9) : Map.of("w" + item, 1));
        }
        assertThat(nearest(0, SHOP)).containsOnlyKeys(1, 2);

        // When
        likenesses.remove(1);
        likenesses.put(2, SHOP, Map.of("oil", 1));

        // Then
        assertThat(nearest(0, SHOP)).isEmpty();
    }

    @Test
    void put_ofTheSameWords_changesNothing() {
        // Given
        put(0, COURSES, Map.of("watercolour", 3));

        // Then
        assertThat(likenesses.put(0, COURSES, Map.of("watercolour", 3))).isFalse();
        assertThat(likenesses.put(0, COURSES, Map.of("watercolour", 2))).isTrue();
    }

    @Test
    void nearest_ofAWordThatAllHave_countsForNothing() {
        for (int item = 0; item < 200; item++) {
            put(item, SHOP, Map.of("new", 3, "w" + item, 1));
        }
        assertThat(nearest(199, SHOP)).isEmpty();
    }

    @Test
    void nearest_ofManyItems_areThoseOfTheGreatestCosine() {
        // Given: items of a few words out of many
        SplittableRandom random = new SplittableRandom(5);
        List<Map<String, Integer>> texts = new ArrayList<>();
        for (int item = 0; item < 400; item++) {
            texts.add(text(random, 400));
            put(item, item % 2, texts.get(item));
        }

        // When: each is compared with all that there are now
        IntStream.range(0, 2_000).forEach(turn -> likenesses.compareNext());

        // Then
        for (int item = 0; item < texts.size(); item += 7) {
            for (int shelf = 0; shelf < 2; shelf++) {
                Map<Integer, Double> expected = cosines(item, shelf, texts);
                Map<Integer, Float> found = nearest(item, shelf);
                assertThat(found).hasSize(Math.min(Nearest.OF_A_SHELF, expected.size()));
                found.forEach((other, likeness) ->
                        assertThat((double) likeness).isCloseTo(expected.get(other), within(1e-5)));
                double least = found.values().stream()
                        .mapToDouble(Float::doubleValue)
                        .min()
                        .orElse(1);
                expected.keySet().removeAll(found.keySet());
                expected.values().forEach(likeness -> assertThat(likeness).isLessThanOrEqualTo(least + 1e-5));
            }
        }
    }

    @Test
    void everything_removed_leavesNothingBehind() {
        // Given
        SplittableRandom random = new SplittableRandom(6);
        long empty = likenesses.sizeBytes();
        for (int turn = 0; turn < 2_000; turn++) {
            int item = random.nextInt(200);
            if (random.nextInt(3) == 0) {
                likenesses.remove(item);
            } else {
                put(item, item % 3, text(random, 50));
            }
        }
        assertThat(likenesses.sizeBytes()).isGreaterThan(empty);

        // When
        IntStream.range(0, 200).forEach(likenesses::remove);

        // Then
        assertThat(likenesses.size()).isZero();
        assertThat(likenesses.sizeBytes()).isEqualTo(empty);
        assertThat(nearest(0, SHOP)).isEmpty();
    }

    @Test
    void nearest_ofVeryManyLikeItemsOnVeryManyShelves_areBounded() {
        // When
        for (int item = 0; item < 1_500; item++) {
            put(item, item % 30, Map.of("watercolour", 3, "w" + item % 100, 1, "v" + item % 50, 1));
        }

        // Then
        for (int item = 0; item < 1_500; item++) {
            int all = 0;
            for (int shelf = 0; shelf < 30; shelf++) {
                int ofShelf = nearest(item, shelf).size();
                assertThat(ofShelf).isLessThanOrEqualTo(Nearest.OF_A_SHELF);
                all += ofShelf;
            }
            assertThat(all).isPositive().isLessThanOrEqualTo(Nearest.OF_ALL);
        }
    }

    private void put(int item, int shelf, Map<String, Integer> text) {
        likenesses.put(item, shelf, text);
        likenesses.compareNext();
    }

    private Map<Integer, Float> nearest(int item, int shelf) {
        Map<Integer, Float> found = new TreeMap<>();
        likenesses.nearest(item, shelf, found::put);
        return found;
    }

    private static Map<String, Integer> text(SplittableRandom random, int words) {
        Map<String, Integer> text = new HashMap<>();
        for (int word = 0; word < 6; word++) {
            int number = (int) (words * Math.pow(random.nextDouble(), 2));
            text.merge("w" + number, 1 + random.nextInt(3), Integer::sum);
        }
        return text;
    }

    /** The slow and obvious way. */
    private static Map<Integer, Double> cosines(int item, int shelf, List<Map<String, Integer>> texts) {
        Map<String, Integer> having = new HashMap<>();
        texts.forEach(text -> text.keySet().forEach(word -> having.merge(word, 1, Integer::sum)));
        List<Map<String, Double>> vectors = texts.stream()
                .map(text -> {
                    Map<String, Double> vector = new HashMap<>();
                    text.forEach((word, count) -> vector.put(
                            word,
                            (1 + Math.log(count))
                                    * Math.max(
                                            0, Math.log((texts.size() + 1.0) / (having.getOrDefault(word, 0) + 0.5)))));
                    return vector;
                })
                .toList();
        Map<Integer, Double> cosines = new TreeMap<>();
        for (int other = shelf; other < texts.size(); other += 2) {
            double cosine = dot(vectors.get(item), vectors.get(other))
                    / Math.sqrt(
                            dot(vectors.get(item), vectors.get(item)) * dot(vectors.get(other), vectors.get(other)));
            if (other != item && cosine >= Likenesses.LEAST) {
                cosines.put(other, cosine);
            }
        }
        return cosines;
    }

    private static double dot(Map<String, Double> a, Map<String, Double> b) {
        return a.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * b.getOrDefault(entry.getKey(), 0.0))
                .sum();
    }
}
