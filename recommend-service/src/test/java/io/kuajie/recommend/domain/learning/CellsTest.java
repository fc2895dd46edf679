package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Vectors around two hundred tastes, of lengths that differ as popularity does. */
class CellsTest {
    private static final int WIDTH = 32;
    private static final int TARGETS = 20_000;
    private static final int TASTES = 200;
    private static final int BEST = 100;
    private static final int PEOPLE = 50;

    private final SplittableRandom random = new SplittableRandom(3);
    private final float[] tastes = normal(TASTES * WIDTH);
    private final float[] vectors = vectors();
    private final Factors plain =
            Factors.of(new Als(WIDTH, 1, 0.1, 0.01, 1), TARGETS, TARGETS + 5, vectors, new float[WIDTH * WIDTH], null);

    @Test
    void search_allRowsAreRead_findsTheBestUpToTheStepsOfCodes() {
        // Given
        Factors sorted = plain.inCells();
        int found = 0;

        // When
        for (int person = 0; person < PEOPLE; person++) {
            float[] vector = person();
            Set<Integer> own = search(sorted, vector, TARGETS);
            own.retainAll(search(plain, vector, TARGETS));
            found += own.size();
        }

        // Then
        assertThat((double) found / PEOPLE / BEST).isGreaterThan(0.99);
    }

    @Test
    void search_fewRowsAreRead_findsMostOfTheBest() {
        // Given
        Factors sorted = plain.inCells();
        int rows = sorted.cells() == null ? 0 : sorted.cells().rowsRead();
        int found = 0;

        // When
        for (int person = 0; person < PEOPLE; person++) {
            float[] vector = person();
            Set<Integer> own = search(sorted, vector, rows);
            own.retainAll(search(plain, vector, TARGETS));
            found += own.size();
        }

        // Then
        assertThat(rows).isLessThan(TARGETS / 6);
        assertThat((double) found / PEOPLE / BEST).isGreaterThan(0.9);
    }

    @Test
    void inCells_anyHistory_isScoredAsBefore() {
        // Given: the last five items are no targets.
        Factors sorted = plain.inCells();
        History history = new History(new int[] {7, 19_000, TARGETS + 2}, new float[] {1, 1, 1});
        float[] before = new float[TARGETS];
        float[] after = new float[TARGETS];

        // When
        plain.score(history, before);
        sorted.score(history, after);

        // Then
        assertThat(after).containsExactly(before);
        assertThat(sorted.about(history).of(19_000))
                .isEqualTo(plain.about(history).of(19_000));
    }

    @Test
    void inCells_fewTargets_needsNone() {
        Factors few = Factors.of(
                new Als(WIDTH, 1, 0.1, 0.01, 1), Learnt.FEW_TARGETS, TARGETS, vectors, new float[WIDTH * WIDTH], null);
        assertThat(few.inCells()).isSameAs(few);
    }

    private static Set<Integer> search(Factors factors, float[] person, int rows) {
        Best best = new Best(BEST);
        factors.search(person, rows, best);
        Set<Integer> found = new TreeSet<>();
        best.forEach(found::add);
        return found;
    }

    private float[] person() {
        float[] person = normal(WIDTH);
        Kernels.best().add(2, tastes, random.nextInt(TASTES) * WIDTH, person, 0, WIDTH);
        return person;
    }

    private float[] vectors() {
        float[] vectors = normal((TARGETS + 5) * WIDTH);
        for (int item = 0; item < TARGETS + 5; item++) {
            Kernels.best().add(2, tastes, random.nextInt(TASTES) * WIDTH, vectors, item * WIDTH, WIDTH);
            Kernels.best().multiply((float) Math.exp(0.7 * random.nextGaussian()), vectors, item * WIDTH, WIDTH);
        }
        return vectors;
    }

    private float[] normal(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
