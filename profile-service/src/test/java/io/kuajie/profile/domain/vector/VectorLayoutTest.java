package io.kuajie.profile.domain.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorLayoutTest {
    @Test
    void vectorOf_someMass_hasUnitLengthAndSurvivesBytes() {
        float[] vector =
                VectorLayout.vectorOf(List.of(dimension("browse", "skin-care", 3), dimension("buy", "hair", 8)));

        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        assertThat(square).isCloseTo(1, within(1e-6));
        assertThat(VectorLayout.fromBytes(VectorLayout.toBytes(vector))).isEqualTo(vector);
    }

    @Test
    void vectorOf_onlyTakenBack_isZero() {
        assertThat(VectorLayout.vectorOf(List.of(dimension("uncart", "skin-care", -4))))
                .containsOnly(0);
    }

    @Test
    void vectorOf_sameTasteOtherManner_isNearerThanOtherTaste() {
        float[] looker = VectorLayout.vectorOf(List.of(dimension("browse", "skin-care", 5)));
        float[] buyer = VectorLayout.vectorOf(List.of(dimension("buy", "skin-care", 5)));
        float[] other = VectorLayout.vectorOf(List.of(dimension("browse", "hair", 5)));

        assertThat(product(looker, buyer)).isGreaterThan(product(looker, other));
    }

    /** The layout is stored and shared: a changed hash must be a new version. */
    @Test
    void vectorOf_knownDimension_liesWhereVersionOneSays() {
        float[] vector = VectorLayout.vectorOf(List.of(dimension("browse", "skin-care", 1)));

        assertThat(vector[29]).isCloseTo(0.894427f, within(1e-5f));
        assertThat(vector[59]).isCloseTo(0.447214f, within(1e-5f));
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static Dimension dimension(String action, String category, double mass) {
        return new Dimension(new DimensionKey(action, "beauty", category), mass);
    }
}
