package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void pause_aheadOfThePace_isWhatIsLeftOfTheTime() {
        CopyPace pace = new CopyPace(1_000);

        assertThat(pace.pauseAfter(500, 7)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.pauseAfter(100, 7 + SECOND / 2)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void pause_behindThePace_isNoneAndMakesOneSecondGood() {
        CopyPace pace = new CopyPace(1_000);
        pace.pauseAfter(0, 0);

        assertThat(pace.pauseAfter(1_000, 60 * SECOND)).isZero();
        assertThat(pace.pauseAfter(500, 60 * SECOND)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void pause_withoutABound_isNone() {
        assertThat(new CopyPace(0).pauseAfter(Long.MAX_VALUE, 0)).isZero();
    }

    @Test
    void pace_negative_isRefused() {
        assertThatThrownBy(() -> new CopyPace(-1)).hasMessageContaining("(-1)");
    }
}
