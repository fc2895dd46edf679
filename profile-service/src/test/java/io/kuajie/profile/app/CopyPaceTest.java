package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyPaceTest {
    @Test
    void pause_aheadOfThePace_isWhatIsLeftOfTheTime() {
        CopyPace pace = new CopyPace(1_000);

        assertThat(pace.pauseAfter(500, Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(300));
        assertThat(pace.pauseAfter(500, Duration.ofMillis(500))).isZero();
        assertThat(pace.pauseAfter(500, Duration.ofSeconds(9))).isZero();
    }

    @Test
    void pause_withoutABound_isNone() {
        assertThat(new CopyPace(0).pauseAfter(Long.MAX_VALUE, Duration.ZERO)).isZero();
    }

    @Test
    void pace_negative_isRefused() {
        assertThatThrownBy(() -> new CopyPace(-1)).hasMessageContaining("(-1)");
    }
}
