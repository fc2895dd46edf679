package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Trait;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private static final Declarations GROWN =
            Declarations.NONE.with(Map.of(Trait.AGE, "25-34", Trait.REGION, "CN-ZJ"), 1);

    @Test
    void told_ofWhoIsUnderAge_isNothingElse() {
        // Given
        Declarations minor = Declarations.NONE.with(Map.of(Trait.AGE, Trait.MINOR), 2);

        // When
        Declarations told = GROWN.and(minor).told();

        // Then
        assertThat(told).isEqualTo(minor).isEqualTo(minor.and(GROWN).told());
    }

    @Test
    void told_ofWhoHasComeOfAge_isAllOfIt() {
        // Given
        Declarations once = Declarations.NONE.with(Map.of(Trait.AGE, Trait.MINOR), 0);

        // Then
        assertThat(GROWN.and(once).told()).isEqualTo(GROWN);
    }
}
