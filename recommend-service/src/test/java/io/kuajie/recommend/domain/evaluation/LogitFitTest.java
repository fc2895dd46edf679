package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On choices that were drawn by known weights. */
class LogitFitTest {
    private static final double[] TRUE_WEIGHTS = {1.5, -0.5, 0};
    private static final int TRIALS = 3_000;
    private static final int CANDIDATES = 40;
    private static final int MASKED = CANDIDATES - 1;

    private final Workers workers = Workers.of(2);
    private final List<float[][]> scoresByPart = new ArrayList<>();
    private final List<Trial> trials = trials(5);
    private final int[] all = IntStream.range(0, TRIALS).toArray();

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void weights_choicesByKnownWeights_areThose() {
        // When
        double[] weights = fit(all, new double[3], 0);

        // Then
        for (int part = 0; part < weights.length; part++) {
            assertThat(weights[part]).isCloseTo(TRUE_WEIGHTS[part], within(0.1));
        }
    }

    @Test
    void weights_soughtFromFarAway_areTheSame() {
        // When
        double[] weights = fit(all, new double[] {9, 6, -9}, 0.1);

        // Then
        assertThat(weights).containsExactly(fit(all, new double[3], 0), within(0.02));
    }

    @Test
    void weights_movedInAnyDirection_makeTheChoicesLessLikely() {
        // Given
        double[] weights = fit(all, new double[3], 0);
        double most = likelihood(weights);

        for (int part = 0; part < weights.length; part++) {
            for (double change : new double[] {-0.05, 0.05}) {
                // When
                double[] moved = weights.clone();
                moved[part] += change;

                // Then
                assertThat(likelihood(moved)).isLessThan(most);
            }
        }
    }

    @Test
    void weights_ofFewTrials_stayNearTheUsualOnes() {
        // Given
        double[] usual = {1, 1, 1};

        // When
        double[] held = fit(new int[] {0, 1, 2}, usual, 1_000);

        // Then
        assertThat(held).containsExactly(usual, within(0.05));
    }

    private double[] fit(int[] some, double[] usual, double hold) {
        return new LogitFit(workers, trials, scoresByPart).weights(some, usual, hold);
    }

    /** A choice among all candidates but the last, which is masked though it would be taken. */
    private List<Trial> trials(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int part = 0; part < TRUE_WEIGHTS.length; part++) {
            float[][] scores = new float[TRIALS][CANDIDATES];
            for (float[] row : scores) {
                for (int i = 0; i < CANDIDATES; i++) {
                    row[i] = i == MASKED ? 100 : (float) random.nextGaussian();
                }
            }
            scoresByPart.add(scores);
        }
        return IntStream.range(0, TRIALS)
                .mapToObj(trial -> {
                    int[] taken = {taken(trial, random)};
                    return new Trial(trial, History.NOTHING, new int[] {MASKED}, taken, null);
                })
                .toList();
    }

    private int taken(int trial, SplittableRandom random) {
        double[] odds = odds(trial, TRUE_WEIGHTS);
        double left = random.nextDouble() * Arrays.stream(odds).sum();
        int taken = 0;
        while ((left -= odds[taken]) > 0 && taken < MASKED - 1) {
            taken++;
        }
        return taken;
    }

    private double likelihood(double[] weights) {
        double sum = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] odds = odds(trial, weights);
            sum += Math.log(
                    odds[trials.get(trial).positives()[0]] / Arrays.stream(odds).sum());
        }
        return sum;
    }

    private double[] odds(int trial, double[] weights) {
        double[] odds = new double[MASKED];
        for (int i = 0; i < MASKED; i++) {
            double score = 0;
            for (int part = 0; part < weights.length; part++) {
                score += weights[part] * scoresByPart.get(part)[trial][i];
            }
            odds[i] = Math.exp(score);
        }
        return odds;
    }
}
