package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final int WIDTH = 32;
    /** Of a whole block, of part of one, of none, and of more than one. */
    private static final int[] STARTS = {0, 16, 19, 19, 60};

    @Test
    void multiply_groupsOfAnySize_isCloseToTheProduct() {
        // Given: rows of very different lengths
        SplittableRandom random = new SplittableRandom(5);
        float[] vectors = new float[60 * WIDTH];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (random.nextGaussian() * Math.exp(i / WIDTH % 7));
        }
        float[] person = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            person[i] = (float) random.nextGaussian();
        }

        // When
        Codes codes = new Codes(vectors, WIDTH, STARTS);

        // Then
        for (int group = 0; group < STARTS.length - 1; group++) {
            int size = STARTS[group + 1] - STARTS[group];
            float[] out = new float[Codes.room(size)];
            codes.multiply(group, size, person, out, 0);
            for (int place = 0; place < size; place++) {
                int start = (STARTS[group] + place) * WIDTH;
                double lengths = length(vectors, start) * length(person, 0);
                assertThat((double) out[place])
                        .isCloseTo(Kernels.best().dot(vectors, start, person, 0, WIDTH), within(3e-3 * lengths));
            }
        }
    }

    @Test
    void multiply_rowOfZeros_isZero() {
        // Given
        Codes codes = new Codes(new float[WIDTH], WIDTH, new int[] {0, 1});
        float[] person = new float[WIDTH];
        person[3] = 1;
        float[] out = new float[Codes.room(1)];

        // When
        codes.multiply(0, 1, person, out, 0);

        // Then
        assertThat(out[0]).isZero();
    }

    private static double length(float[] vectors, int start) {
        return Math.sqrt(Kernels.best().dot(vectors, start, vectors, start, WIDTH));
    }
}
