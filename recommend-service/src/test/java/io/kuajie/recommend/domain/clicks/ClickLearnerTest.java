package io.kuajie.recommend.domain.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.clicks.ClickLearner.Verdict;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Generated logs: people of five clusters like categories unequally, items differ, attention falls with the place. */
class ClickLearnerTest {
    private static final int ITEMS = 200;
    private static final int CATEGORIES = 8;
    private static final int CLUSTERS = 5;
    private static final int LISTS = 8_000;
    private static final int LENGTH = 10;
    private static final byte SHOWN = 1;
    private static final byte CLICKED = 3;

    private final Town town = new Town(true);
    private final SplittableRandom random = new SplittableRandom(7);
    private final double[] appeal = random.doubles(ITEMS, -1, 1).toArray();
    private final double[] liking =
            random.doubles(CLUSTERS * CATEGORIES, -1.5, 1.5).toArray();

    ClickLearnerTest() {
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:" + item, "物品" + item, "category" + item % CATEGORIES);
        }
    }

    @Test
    void model_onTimeSplitLogs_beatsTheCandidateScoreAndIsCalibrated() {
        // Given
        List<Outcome> log = log(true);
        ClickLearner learner = new ClickLearner(town.items, 1);
        Instant split = log.get(LISTS * 4 / 5).list().at();
        learner.learn(log.stream(), split);
        ClickRanker ranker = ((Verdict.Accepted) learner.judge("clicks-1")).ranker();

        // When: the last fifth is predicted by what was learnt before
        List<Outcome> later = log.stream()
                .filter(outcome -> outcome.list().at().isAfter(split))
                .toList();
        int size = later.size() * LENGTH;
        double[] odds = new double[size];
        double[] candidates = new double[size];
        boolean[] clicked = new boolean[size];
        for (int i = 0; i < size; i++) {
            Outcome outcome = later.get(i / LENGTH);
            int place = i % LENGTH;
            double candidate = odds(outcome.list().scores()[place]);
            candidates[i] = candidate;
            clicked[i] = outcome.kinds()[place] == CLICKED;
            Circumstances shown =
                    new Circumstances(Town.ACADEMY, "home", outcome.list().cluster(), place);
            Features features = Features.of(town.items.at(outcome.list().items()[place]), shown, candidate);
            odds[i] = ranker.calibration()
                    .logOdds(ranker.machine().given().logOdds(features.numbers(), features.candidate()));
        }

        // Then
        ClickQuality quality = ClickQuality.of(odds, clicked);
        Calibration platt = Calibration.of(candidates, clicked);
        for (int i = 0; i < size; i++) {
            candidates[i] = platt.logOdds(candidates[i]);
        }
        ClickQuality baseline = ClickQuality.of(candidates, clicked);
        System.out.printf("click model %s, candidate score calibrated on the very test %s%n", quality, baseline);
        assertThat(quality.areaUnderCurve()).isGreaterThan(baseline.areaUnderCurve() + 0.05);
        assertThat(quality.logLoss()).isLessThan(baseline.logLoss());
        assertThat(quality.calibrationError()).isLessThan(0.02);
        assertThat(ranker.quality().calibrationError()).isLessThan(0.02);
    }

    @Test
    void model_whereOnlyTheCandidateScoreMatters_isNoWorseOrNotUsed() {
        // Given
        ClickLearner learner = new ClickLearner(town.items, 1);
        List<Outcome> log = log(false);

        // When
        learner.learn(log.stream(), Instant.MAX);

        // Then
        switch (learner.judge("clicks-1")) {
            case Verdict.Accepted(ClickRanker ranker) ->
                assertThat(ranker.quality().isBetterThan(ranker.candidate())).isTrue();
            case Verdict.Refused(String reason) -> assertThat(reason).contains("not better");
        }
    }

    @Test
    void model_ofFewClicks_isRefused() {
        // Given
        ClickLearner learner = new ClickLearner(town.items, 1);

        // When
        learner.learn(log(true).subList(0, 50).stream(), Instant.MAX);

        // Then
        assertThat(learner.judge("clicks-1"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains("clicks are known"));
    }

    @Test
    void lists_learntTwice_countOnce() {
        // Given
        List<Outcome> log = log(true);
        ClickLearner once = new ClickLearner(town.items, 1);
        ClickLearner twice = new ClickLearner(town.items, 1);
        once.learn(log.stream(), Instant.MAX);

        // When
        Instant half = log.get(LISTS / 2).list().at();
        twice.learn(log.stream(), half);
        twice.learn(log.stream(), half);
        twice.learn(log.stream(), Instant.MAX);

        // Then
        ClickRanker expected = ((Verdict.Accepted) once.judge("a")).ranker();
        ClickRanker found = ((Verdict.Accepted) twice.judge("a")).ranker();
        assertThat(found.examples()).isEqualTo(expected.examples());
        assertThat(found.quality()).isEqualTo(expected.quality());
    }

    private List<Outcome> log(boolean isWorthLearning) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            int cluster = random.nextInt(CLUSTERS);
            int[] items = new int[LENGTH];
            double[] scores = new double[LENGTH];
            byte[] kinds = new byte[LENGTH];
            for (int place = 0; place < LENGTH; place++) {
                int item = random.nextInt(ITEMS);
                items[place] = town.items.of(Town.key("blossom:" + item)).number();
                double candidate = 0.5 * appeal[item] + random.nextGaussian();
                scores[place] = Calibration.chance(candidate);
                double odds = -2.5 + 0.5 * candidate;
                if (isWorthLearning) {
                    odds += appeal[item] + liking[cluster * CATEGORIES + item % CATEGORIES] - 0.15 * place;
                }
                kinds[place] = random.nextDouble() < Calibration.chance(odds) ? CLICKED : SHOWN;
            }
            ServedList served = new ServedList(
                    new UUID(1, list),
                    Town.NOW.plusSeconds(list),
                    Town.ACADEMY,
                    null,
                    "c" + cluster,
                    "home",
                    ModelKind.NONE,
                    0,
                    items,
                    scores,
                    new int[0],
                    new int[0],
                    new double[0]);
            outcomes.add(new Outcome(served, kinds));
        }
        return outcomes;
    }

    private static double odds(double score) {
        return Math.log(score / (1 - score));
    }
}
