package io.kuajie.ingest.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AppearanceTest {
    private static final SourcePosition EARLY = new SourcePosition(0, 3);
    private static final SourcePosition MIDDLE = new SourcePosition(0, 5);
    private static final SourcePosition LATE = new SourcePosition(0, 9);

    @Test
    void of_nothingRemembered_isFirst() {
        assertThat(Appearance.of(MIDDLE, List.of())).isEqualTo(new Appearance.First());
    }

    @Test
    void of_samePositionRemembered_isReplay() {
        assertThat(Appearance.of(MIDDLE, List.of(MIDDLE))).isEqualTo(new Appearance.Replay());
    }

    @Test
    void of_earlierPositionRemembered_isRepeatNamingIt() {
        assertThat(Appearance.of(MIDDLE, List.of(LATE, EARLY))).isEqualTo(new Appearance.Repeat(EARLY));
    }

    @Test
    void of_laterPositionRemembered_isFirstAsOnFirstReading() {
        assertThat(Appearance.of(MIDDLE, List.of(LATE))).isEqualTo(new Appearance.First());
    }
}
