package io.kuajie.ingest.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartnerHabitsTest {
    @ParameterizedTest
    @CsvSource({
        "Skin Care,skin-care",
        "SKIN CARE,skin-care",
        "' ｓｋｉｎ care　',skin-care",
        "护肤,skin-care",
        "Java,Java",
        "' ＪＡＶＡ 课',JAVA 课"
    })
    void category_inAnyCase_isFoundAndKeepsItsOwnWhereItIsNotMapped(String name, String category) {
        // Given
        PartnerHabits habits = new PartnerHabits(Map.of("Skin Care", "skin-care", "护肤", "skin-care"), 5, false);
        // When / Then
        assertThat(habits.category(name)).isEqualTo(category);
    }

    @Test
    void categories_thatDifferInCaseAlone_areCalledOneThing() {
        assertThat(new PartnerHabits(Map.of("Hair", "hair", "HAIR", "hair"), 5, false).category("hair"))
                .isEqualTo("hair");
        assertThatThrownBy(() -> new PartnerHabits(new TreeMap<>(Map.of("Hair", "hair", "HAIR", "care")), 5, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(Hair) must be called one thing");
    }
}
