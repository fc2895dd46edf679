package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.learning.History;
import org.junit.jupiter.api.Test;

/** Against sums by hand. */
class RankerTest {
    private static final int[] TWO_AND_FOUR = {2, 4};

    @Test
    void judge_fullRanking_countsHitsAmongUnmaskedItems() {
        // Given: item 0 is masked; the order is 3, 1, 4, 2 and the positives stand at places 2 and 4.
        Trial trial = new Trial(0, History.NOTHING, new int[] {0}, new int[] {1, 2, 5}, null);

        // When
        Measures measures = judged(trial, 9, 4, 1, 5, 3, 0.5f);

        // Then
        double second = 1 / log2(3);
        double fourth = 1 / log2(5);
        double idealOfTwo = 1 + second;
        double idealOfThree = idealOfTwo + 1 / log2(4);
        assertThat(measures.recall()).containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-9));
        assertThat(measures.ndcg())
                .containsExactly(new double[] {second / idealOfTwo, (second + fourth) / idealOfThree}, within(1e-9));
        assertThat(measures.hitRate()).containsExactly(1, 1);
        assertThat(measures.precision()).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
        assertThat(measures.meanReciprocalRank()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void judge_fullRankingAllLevel_putsPositivesLast() {
        Trial trial = new Trial(0, History.NOTHING, new int[0], new int[] {0}, null);
        assertThat(judged(trial, 0, 0, 0, 0, 0).hitRate()).containsExactly(0, 0);
    }

    @Test
    void judge_sampledLevelScores_areTheMeanOverTheirOrders() {
        // Given: one above, one level; the positive is second or third.
        Trial trial = new Trial(0, History.NOTHING, new int[0], new int[] {0}, new int[] {1, 2, 3});

        // When
        Measures measures = judged(trial, 5, 7, 5, 1);

        // Then
        assertThat(measures.hitRate()).containsExactly(new double[] {0.5, 1}, within(1e-9));
        assertThat(measures.ndcg())
                .containsExactly(new double[] {0.5 / log2(3), 0.5 / log2(3) + 0.5 / log2(4)}, within(1e-9));
        assertThat(measures.meanReciprocalRank()).isCloseTo(0.5 * (1 / 2.0 + 1 / 3.0), within(1e-9));
    }

    @Test
    void judge_scoreThatIsNoNumber_isWorst() {
        Trial trial = new Trial(0, History.NOTHING, new int[0], new int[] {0}, new int[] {1, 2, 3, 4});
        assertThat(judged(trial, Float.NaN, -1e30f, 0, 1, 2).hitRate()).containsExactly(0, 0);
    }

    private static Measures judged(Trial trial, float... scores) {
        Tally tally = new Tally(TWO_AND_FOUR);
        new Ranker(4).judge(trial, scores, tally);
        return tally.measures();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
