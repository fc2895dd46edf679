package io.kuajie.profile.domain.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "2, 3", "4, 6", "7, 13"})
    void cell_ofTheSameDoneAtBothEndsOfARange_isTheSame_andAnotherADayBefore(int last, int first) {
        assertThat(did("browse", last).cell()).isEqualTo(did("browse", first).cell());
        if (last > 0) {
            assertThat(did("browse", last).cell())
                    .isNotEqualTo(did("browse", last - 1).cell());
        }
    }

    @Test
    void cell_isByTheMostTellingAction_whateverCameLast() {
        assertThat(both("buy", "browse").cell()).isEqualTo(both("cart", "buy").cell());
        assertThat(both("cart", "browse").cell())
                .isEqualTo(both("browse", "favourite").cell());
        assertThat(Set.of(
                        both("buy", "browse").cell(),
                        both("cart", "browse").cell(),
                        both("browse", "browse").cell()))
                .hasSize(3);
    }

    @Test
    void cell_isByTheNumberOfActiveDays_inFiveLevels() {
        Set<Integer> cells = new HashSet<>();
        int[] levels = {1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4};
        for (int days = 1; days <= Activity.DAYS; days++) {
            Activity activity = new Activity();
            IntStream.range(0, days).forEach(day -> activity.add("browse", day));
            activity.add("browse", 0);
            cells.add(activity.cell());
            assertThat(cells).as("%d days", days).hasSize(levels[days - 1]);
        }
        assertThat(new Activity().cell()).isNotIn(cells).isBetween(0, Activity.CELLS - 1);
    }

    @Test
    void cell_ofNothing_isOfNobodyElse() {
        assertThat(new Activity().isNone()).isTrue();
        assertThat(did("browse", Activity.DAYS - 1).isNone()).isFalse();
        assertThat(new Activity().cell())
                .isNotEqualTo(did("browse", Activity.DAYS - 1).cell());
    }

    private static Activity did(String action, int daysBefore) {
        Activity activity = new Activity();
        activity.add(action, daysBefore);
        return activity;
    }

    private static Activity both(String first, String second) {
        Activity activity = did(first, 5);
        activity.add(second, 0);
        return activity;
    }
}
