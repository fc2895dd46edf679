package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final Succession AFTER_SEVEN = new Succession(Numbering.FAMILIES, 0.7, 7);

    @Test
    void ids_ofWhatContinuesFormerOnes_areTheirsAtTheLeastCostInAll() {
        double[][] cost = {{0.1, 0.2}, {0, 0.6}};

        assertThat(AFTER_SEVEN.ids(cost, List.of("f2", "f5"))).containsExactly("f5", "f2");
    }

    @Test
    void ids_ofWhatIsNew_areTheNextNumbers() {
        double[][] cost = {{0.7, 1}, {0.3, 0.9}, {0.2, 0.9}};

        assertThat(AFTER_SEVEN.ids(cost, List.of("f2", "f5"))).containsExactly("f8", "f9", "f2");
    }

    @Test
    void ids_withoutFormerOnes_areTheNextNumbers() {
        assertThat(AFTER_SEVEN.ids(new double[2][0], List.of())).containsExactly("f8", "f9");
    }

    @Test
    void ids_ofNothing_areNone() {
        assertThat(AFTER_SEVEN.ids(new double[0][], List.of("f2"))).isEmpty();
    }

    @Test
    void numberOf_idsOfOtherForms_isNone() {
        assertThat(List.of("c3", "f", "f0", "f12x", "")).allMatch(id -> Numbering.FAMILIES.numberOf(id) == 0);
        assertThat(Numbering.FAMILIES.numberOf("f12")).isEqualTo(12);
    }
}
