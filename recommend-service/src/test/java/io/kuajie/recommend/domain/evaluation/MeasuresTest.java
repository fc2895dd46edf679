package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the definitions, written down naively over sorted lists. */
class MeasuresTest {
    private static final int[] CUTOFFS = {3, 10};
    private static final int ITEMS = 40;
    private static final int PEOPLE = 60;

    private final Holdout split = Holdout.of(Samples.groups(PEOPLE, ITEMS, 4, 8, 3), Shape.RANDOM, 0.3, 1);

    /** Of few different values, so that many are level. */
    private final Scorer scorer = (history, scores) -> {
        SplittableRandom random = new SplittableRandom(history.person());
        for (int item = 0; item < scores.length; item++) {
            scores[item] = random.nextInt(12);
        }
    };

    @Test
    void each_fullRanking_isAsDefined() {
        // Given
        List<Trial> trials = Protocol.FULL_RANKING.trials(split.fit(), split.held(), null, person -> true, 1);

        // When
        Measures measures =
                Measures.mean(judged(trials, new Listed(CUTOFFS, ITEMS)).measures());

        // Then
        for (int i = 0; i < CUTOFFS.length; i++) {
            int k = CUTOFFS[i];
            assertThat(measures.averagePrecision()[i])
                    .isCloseTo(
                            mean(trials, trial -> averagePrecision(list(trial), trial.positives(), k)), within(1e-9));
            assertThat(measures.precision()[i])
                    .isCloseTo(mean(trials, trial -> hits(list(trial), trial.positives(), k) / k), within(1e-9));
            assertThat(measures.f1()[i]).isCloseTo(mean(trials, trial -> f1(trial, k)), within(1e-9));
        }
        assertThat(measures.meanReciprocalRank())
                .isCloseTo(mean(trials, trial -> reciprocalRank(list(trial), trial.positives())), within(1e-9));
    }

    @Test
    void each_sampled_isTheMeanOverAllOrdersOfThoseLevel() {
        // Given
        List<Trial> trials = Protocol.SAMPLED.trials(split.fit(), split.held(), null, person -> true, 1);

        // When
        Measures measures =
                Measures.mean(judged(trials, new Listed(CUTOFFS, ITEMS)).measures());

        // Then
        for (int i = 0; i < CUTOFFS.length; i++) {
            int k = CUTOFFS[i];
            assertThat(measures.averagePrecision()[i])
                    .isCloseTo(
                            mean(trials, trial -> overRanks(trial, rank -> rank <= k ? 1.0 / rank : 0)), within(1e-9));
            assertThat(measures.f1()[i])
                    .isCloseTo(
                            mean(trials, trial -> overRanks(trial, rank -> rank <= k ? 2 / (k + 1.0) : 0)),
                            within(1e-9));
            assertThat(measures.ndcg()[i])
                    .isCloseTo(
                            mean(
                                    trials,
                                    trial -> overRanks(
                                            trial, rank -> rank <= k ? Math.log(2) / Math.log(rank + 1.0) : 0)),
                            within(1e-9));
        }
        assertThat(measures.meanReciprocalRank())
                .isCloseTo(
                        mean(trials, trial -> overRanks(trial, rank -> rank <= CUTOFFS[1] ? 1.0 / rank : 0)),
                        within(1e-9));
    }

    @Test
    void lists_ofAllTrials_areAsDefined() {
        // Given
        List<Trial> trials = Protocol.SAMPLED.trials(split.fit(), split.held(), null, person -> true, 1);
        Listed listed = new Listed(CUTOFFS, ITEMS);

        // When
        judged(trials, listed);
        Lists lists = listed.lists(split.fit(), trials);

        // Then
        for (int i = 0; i < CUTOFFS.length; i++) {
            List<Integer> places = new ArrayList<>();
            for (Trial trial : trials) {
                places.addAll(list(trial).subList(0, CUTOFFS[i]));
            }
            Map<Integer, Integer> counts = new HashMap<>();
            places.forEach(item -> counts.merge(item, 1, Integer::sum));
            double taken = mean(
                    trials,
                    trial -> Arrays.stream(trial.positives())
                            .mapToDouble(this::people)
                            .average()
                            .orElseThrow());
            double all = ITEMS + split.fit().size();
            assertThat(lists.coverage()[i]).isEqualTo((double) counts.size() / ITEMS);
            assertThat(lists.novelty()[i])
                    .isCloseTo(mean(places, item -> -Math.log((people(item) + 1) / all) / Math.log(2)), within(1e-9));
            assertThat(lists.popularityLift()[i]).isCloseTo(mean(places, this::people) / taken - 1, within(1e-9));
            assertThat(lists.gini()[i]).isCloseTo(gini(counts), within(1e-9));
        }
    }

    private Sheet judged(List<Trial> trials, Listed listed) {
        try (Workers workers = Workers.of(2)) {
            return new Judge(workers, CUTOFFS).each(scorer, trials, listed);
        }
    }

    /** All items that are not masked, best first, positives after others that are level. */
    private List<Integer> list(Trial trial) {
        float[] scores = scores(trial);
        return IntStream.range(0, ITEMS)
                .filter(item -> Arrays.stream(trial.masked()).noneMatch(masked -> masked == item))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(item -> -scores[item])
                        .thenComparing(item -> isIn(trial.positives(), item))
                        .thenComparing(item -> item))
                .toList();
    }

    private float[] scores(Trial trial) {
        float[] scores = new float[ITEMS];
        scorer.score(trial.history(), scores);
        return scores;
    }

    private double people(int item) {
        Interactions data = split.fit();
        return IntStream.range(0, PEOPLE)
                .filter(person -> data.contains(person, item))
                .count();
    }

    /** Half the mean difference of two items' counts over their mean. */
    private static double gini(Map<Integer, Integer> counts) {
        double differences = 0;
        double sum = 0;
        for (int a = 0; a < ITEMS; a++) {
            sum += counts.getOrDefault(a, 0);
            for (int b = 0; b < ITEMS; b++) {
                differences += Math.abs(counts.getOrDefault(a, 0) - counts.getOrDefault(b, 0));
            }
        }
        return differences / ITEMS / ITEMS / 2 / (sum / ITEMS);
    }

    private static double averagePrecision(List<Integer> list, int[] positives, int k) {
        double sum = 0;
        for (int place = 0; place < k; place++) {
            sum += isIn(positives, list.get(place)) ? hits(list, positives, place + 1) / (place + 1) : 0;
        }
        return sum / Math.min(k, positives.length);
    }

    private double f1(Trial trial, int k) {
        double precision = hits(list(trial), trial.positives(), k) / k;
        double recall = hits(list(trial), trial.positives(), k) / trial.positives().length;
        return precision == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double reciprocalRank(List<Integer> list, int[] positives) {
        return IntStream.range(0, CUTOFFS[1])
                .filter(place -> isIn(positives, list.get(place)))
                .mapToDouble(place -> 1.0 / (place + 1))
                .findFirst()
                .orElse(0);
    }

    private static double hits(List<Integer> list, int[] positives, int k) {
        return list.subList(0, k).stream().filter(item -> isIn(positives, item)).count();
    }

    private static boolean isIn(int[] items, int wanted) {
        return Arrays.stream(items).anyMatch(item -> item == wanted);
    }

    private interface OfRank {
        double at(int rank);
    }

    /** The mean over the ranks that the positive may have. */
    private double overRanks(Trial trial, OfRank value) {
        float[] scores = scores(trial);
        float own = scores[trial.positives()[0]];
        int[] negatives = trial.negatives() == null ? new int[0] : trial.negatives();
        int above = (int)
                Arrays.stream(negatives).filter(item -> scores[item] > own).count();
        int level = (int)
                Arrays.stream(negatives).filter(item -> scores[item] == own).count();
        return IntStream.rangeClosed(above + 1, above + level + 1)
                .mapToDouble(value::at)
                .average()
                .orElseThrow();
    }

    private interface OfOne<T> {
        double of(T one);
    }

    private static <T> double mean(List<T> all, OfOne<T> value) {
        return all.stream().mapToDouble(value::of).average().orElseThrow();
    }
}
