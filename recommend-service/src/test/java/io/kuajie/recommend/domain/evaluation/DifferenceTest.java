package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final int TRIALS = 200;
    private static final int LOGS = 400;
    private static final double AHEAD = 0.03;

    @Test
    void of_knownDifference_intervalCoversItAsOftenAsItSays() {
        // Given: people of two trials each, whose differences have the same part.
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;

        // When
        for (int log = 0; log < LOGS; log++) {
            List<Measures> ours = new ArrayList<>();
            List<Measures> theirs = new ArrayList<>();
            for (int person = 0; person < TRIALS / 2; person++) {
                double own = AHEAD + 0.2 * random.nextGaussian();
                for (int trial = 0; trial < 2; trial++) {
                    ours.add(measured(own + 0.1 * random.nextGaussian()));
                    theirs.add(measured(0));
                }
            }
            int[] people = IntStream.range(0, TRIALS).map(trial -> trial / 2).toArray();
            Difference difference = Difference.of(
                    List.of(new Sheet(people, ours)), List.of(new Sheet(people, theirs)), one -> one.recallAt(1), log);
            covered += difference.lower() <= AHEAD && AHEAD <= difference.upper() ? 1 : 0;
        }

        // Then
        assertThat((double) covered / LOGS).isCloseTo(0.95, Offset.offset(0.03));
    }

    @Test
    void of_sameSheets_isNothing() {
        Sheet sheet = new Sheet(new int[] {0, 1}, List.of(measured(0), measured(1)));
        Difference difference = Difference.of(List.of(sheet), List.of(sheet), one -> one.recallAt(1), 1);
        assertThat(difference).isEqualTo(new Difference(0, 0, 0));
    }

    private static Measures measured(double recall) {
        double[] same = {recall};
        return new Measures(new int[] {1}, same, same, same, same, same, same, recall, 1);
    }
}
