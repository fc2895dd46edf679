package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void top_shortTally_isExactAfterEachChange() {
        // Given
        Tally tally = new Tally(3, (key, sum, total) -> sum);
        for (int key = 0; key < 10; key++) {
            tally.add(key, key + 1);
        }
        assertThat(keys(top(tally, 3))).containsExactly(9, 8, 7);

        // When
        tally.add(2, 100);
        tally.add(9, -10);

        // Then
        assertThat(keys(top(tally, 3))).containsExactly(2, 8, 7);
        assertThat(sums(top(tally, 3))).containsExactly(103, 9, 8);
    }

    @Test
    void top_longTally_isRebuiltAfterItsShareOfChanges() {
        // Given
        Tally tally = new Tally(1, (key, sum, total) -> sum);
        for (int key = 0; key < 6400; key++) {
            tally.add(key, 1);
        }
        assertThat(keys(top(tally, 1))).containsExactly(0);

        // When
        for (int change = 0; change <= 100; change++) {
            tally.add(5, 1);
        }

        // Then
        assertThat(keys(top(tally, 1))).containsExactly(5);
    }

    @Test
    void top_readWhileItIsWritten_isThatOfOneMoment() throws Exception {
        // Given: of two entries that trade places, the first always has a hundred more
        Tally tally = new Tally(8, (key, sum, total) -> sum);
        tally.add(1, 200);
        tally.add(2, 100);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger torn = new AtomicInteger();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                Tally.Top top = top(tally, 8);
                // When
                boolean isWhole = top.size() == 2 && top.sum(0) > top.sum(1) && top.key(0) != top.key(1);
                torn.addAndGet(isWhole ? 0 : 1);
            }
        });
        for (int change = 0; change < 200_000; change++) {
            tally.add(change % 2 == 0 ? 2 : 1, change % 4 < 2 ? 199 : -199);
        }
        done.set(true);
        reader.join();

        // Then
        assertThat(torn).hasValue(0);
    }

    @Test
    void top_equalSums_earlierNumberFirst() {
        // Given
        Tally tally = new Tally(2, (key, sum, total) -> sum);

        // When
        tally.add(7, 1);
        tally.add(3, 1);
        tally.add(5, 1);

        // Then
        assertThat(keys(top(tally, 2))).containsExactly(3, 5);
    }

    @Test
    void top_noLongerThanItsLength_equalsTheSortedSumsAfterEachChange() {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            Tally tally = new Tally(12, (key, sum, total) -> sum);
            int[] sums = new int[12];

            for (int change = 0; change < 500; change++) {
                // When
                int key = random.nextInt(sums.length);
                int delta = random.nextInt(4) == 0 ? -sums[key] : random.nextInt(1, 9);
                sums[key] += delta;
                tally.add(key, delta);

                // Then
                int[] expected = IntStream.range(0, sums.length)
                        .filter(any -> sums[any] != 0)
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer any) -> -sums[any])
                                .thenComparing(any -> any))
                        .mapToInt(any -> any)
                        .toArray();
                assertThat(keys(top(tally, 12))).containsExactly(expected);
            }
        }
    }

    @Test
    void top_ofMany_keepsNearlyTheGreatest() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        Tally tally = new Tally(16, (key, sum, total) -> sum);
        int[] sums = new int[300];

        for (int change = 0; change < 20_000; change++) {
            // When
            int key = (int) (random.nextDouble() * random.nextDouble() * sums.length);
            int delta = random.nextInt(10) == 0 ? -sums[key] : random.nextInt(1, 9);
            sums[key] += delta;
            tally.add(key, delta);

            // Then: right sums in falling order, and no more than a quarter of the best missing
            Tally.Top top = top(tally, 16);
            int[] greatest = Arrays.stream(sums).sorted().toArray();
            for (int place = 0; place < top.size(); place++) {
                assertThat(top.sum(place)).isEqualTo(sums[top.key(place)]);
                assertThat(place == 0 || top.sum(place - 1) >= top.sum(place)).isTrue();
            }
            if (change > 2_000) {
                assertThat(top.size()).isBetween(12, 16);
                assertThat(top.sum(0)).isEqualTo(greatest[greatest.length - 1]);
            }
        }
    }

    private static Tally.Top top(Tally tally, int most) {
        Tally.Top top = new Tally.Top();
        tally.top(most, top);
        return top;
    }

    private static int[] keys(Tally.Top top) {
        return IntStream.range(0, top.size()).map(top::key).toArray();
    }

    private static int[] sums(Tally.Top top) {
        return IntStream.range(0, top.size()).map(top::sum).toArray();
    }
}
