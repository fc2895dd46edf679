package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int START = 1_700_000_000;

    /** Things as a person's state has them. */
    private record State(Weights things, int[] lastSeconds) {
        Steps steps() {
            return Steps.of(things, lastSeconds);
        }
    }

    @Test
    void steps_ofThingsInTime_goFromTheLatestOfEachShelfToEach() {
        // Given: 1 and 2 lie on shelf 0, 3 and 4 on shelf 1
        State state = state(new int[] {3, 1, 4, 2}, new int[] {1, 0, 1, 0}, 2 * HOUR, 0, 3 * HOUR, HOUR);

        // When
        Steps steps = state.steps();

        // Then
        assertThat(pairs(steps)).containsExactlyInAnyOrder("1-2", "2-3", "3-4", "2-4");
        assertThat(steps.weights()).containsOnly(2 * 4);
    }

    @Test
    void steps_byTheTimeBetween_weighFourTwoOneAndNothing() {
        assertThat(IntStream.of(60, 2 * HOUR, 3 * DAY, 8 * DAY)
                        .map(seconds -> IntStream.of(state(new int[] {1, 2}, new int[] {0, 0}, 0, seconds)
                                        .steps()
                                        .weights())
                                .sum())
                        .toArray())
                .containsExactly(4 * 4, 2 * 4, 4, 0);
    }

    @Test
    void steps_ofOneSecondOrOfUnknownTime_areNone() {
        // Given
        State order = state(new int[] {1, 2}, new int[] {0, 0}, HOUR, HOUR);
        State undated = new State(order.things(), new int[] {0, 0});

        // Then
        assertThat(order.steps().size()).isZero();
        assertThat(undated.steps().size()).isZero();
        assertThat(state(new int[] {1, 2, 3}, new int[] {0, 0, 0}, HOUR, HOUR, 2 * HOUR)
                        .steps()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void steps_ofHundredsOfThings_areFewAndInTheOrderOfTheirNumbers() {
        // Given: one after the other on three shelves, the last of which is never gone back to
        SplittableRandom random = new SplittableRandom(4);
        int[] numbers = random.ints(0, 1_000_000).distinct().limit(200).toArray();
        int[] shelves = IntStream.range(0, numbers.length)
                .map(thing -> thing == 0 ? 2 : thing % 2)
                .toArray();
        State state = state(
                numbers,
                shelves,
                IntStream.range(0, numbers.length).map(thing -> 600 * thing).toArray());

        // When
        Steps steps = state.steps();

        // Then
        assertThat(steps.size()).isLessThanOrEqualTo(3 * numbers.length);
        assertThat(counted(List.of(state))).isEqualTo(counted(steps));
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.compare(i - 1, steps, i)).isNegative();
        }
    }

    @Test
    void following_peopleWhoAllGoOneWay_isKnownThatWayAlone() {
        // Given
        Transitions transitions = new Transitions(0.5);

        // When
        for (int person = 0; person < 20; person++) {
            transitions.change(
                    Steps.NONE, state(new int[] {1, 2}, new int[] {0, 1}, 0, 60).steps());
        }

        // Then
        Map<Integer, Double> after = new HashMap<>();
        Map<Integer, Double> before = new HashMap<>();
        transitions.following(1, 0, 1, 10, after::put);
        transitions.following(2, 1, 0, 10, before::put);
        assertThat(after).containsOnlyKeys(2);
        assertThat(after.get(2)).isGreaterThan(1);
        assertThat(before).isEmpty();
    }

    @Test
    void sums_afterAnyChangesReplaysAndErasures_equalThoseCountedFromTheLastStates() {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            Transitions transitions = new Transitions(0.5);
            Map<Integer, State> lastByPerson = new HashMap<>();

            // When
            for (int step = 0; step < 500; step++) {
                int person = random.nextInt(20);
                State old = lastByPerson.get(person);
                State now = random.nextInt(4) == 0 ? null : randomState(random);
                transitions.change(old == null ? Steps.NONE : old.steps(), now == null ? Steps.NONE : now.steps());
                if (now == null) {
                    lastByPerson.remove(person);
                } else {
                    lastByPerson.put(person, now);
                    transitions.change(now.steps(), now.steps());
                }
            }

            // Then
            Map<Long, Integer> counted = counted(lastByPerson.values());
            for (int from = 0; from < 30; from++) {
                int one = from;
                for (int to = 0; to < 30; to++) {
                    assertThat(transitions.sum(from, to % 3, to)).isEqualTo(counted.getOrDefault(pair(from, to), 0));
                }
                assertThat(transitions.degree(from)).isEqualTo((int) counted.keySet().stream()
                        .filter(pair -> pair >> 32 == one)
                        .count());
            }
        }
    }

    /** The slow and obvious way. */
    private static Map<Long, Integer> counted(Iterable<State> states) {
        Map<Long, Integer> counted = new HashMap<>();
        for (State state : states) {
            Weights things = state.things();
            int[] at = state.lastSeconds();
            for (int i = 0; i < things.size(); i++) {
                for (int j = 0; j < things.size(); j++) {
                    if (isStep(things, at, i, j)) {
                        int apart = at[j] - at[i];
                        int closeness = apart <= HOUR / 2 ? 4 : apart <= DAY ? 2 : 1;
                        int weight = closeness * Math.min(things.weights()[i], things.weights()[j]);
                        counted.merge(pair(things.numbers()[i], things.numbers()[j]), weight, Integer::sum);
                    }
                }
            }
        }
        return counted;
    }

    private static Map<Long, Integer> counted(Steps steps) {
        Map<Long, Integer> counted = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            counted.put(pair(steps.from()[i], steps.to()[i]), steps.weights()[i]);
        }
        return counted;
    }

    private static boolean isStep(Weights things, int[] at, int i, int j) {
        boolean isBetween = IntStream.range(0, things.size())
                .anyMatch(k -> things.shelves()[k] == things.shelves()[i] && at[k] > at[i] && at[k] < at[j]);
        return at[i] > 0 && at[i] < at[j] && at[j] - at[i] <= 7 * DAY && !isBetween;
    }

    private static long pair(int one, int other) {
        return (long) one << 32 | other;
    }

    private static List<String> pairs(Steps steps) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            pairs.add(steps.from()[i] + "-" + steps.to()[i]);
        }
        return pairs;
    }

    /** Things glanced at, this long after the start. */
    private static State state(int[] numbers, int[] shelves, int... seconds) {
        byte[] weights = new byte[numbers.length];
        Arrays.fill(weights, (byte) 4);
        int[] lastSeconds = IntStream.of(seconds).map(after -> START + after).toArray();
        return new State(new Weights(numbers, shelves, weights), lastSeconds);
    }

    /** Up to twelve of thirty things on three shelves within three weeks, some in the same hour, some of unknown time. */
    private static State randomState(SplittableRandom random) {
        int[] numbers = random.ints(random.nextInt(13), 0, 30).distinct().toArray();
        int[] shelves = IntStream.of(numbers).map(number -> number % 3).toArray();
        byte[] weights = new byte[numbers.length];
        int[] lastSeconds = new int[numbers.length + random.nextInt(3)];
        for (int i = 0; i < numbers.length; i++) {
            weights[i] = (byte) random.nextInt(1, 16);
            int grain = random.nextBoolean() ? 60 : HOUR;
            lastSeconds[i] = random.nextInt(10) == 0 ? 0 : START + grain * random.nextInt(21 * DAY / grain);
        }
        return new State(new Weights(numbers, shelves, weights), lastSeconds);
    }
}
