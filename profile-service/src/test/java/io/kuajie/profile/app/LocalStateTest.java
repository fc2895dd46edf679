package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.AdjustableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
    private static final String APPLICATION = "profile";

    private final AdjustableClock clock = AdjustableClock.at("2026-03-01T12:00:00Z");

    @Test
    void state_awayForHours_isKept(@TempDir Path folder) throws IOException {
        LocalState state = noted(folder);

        clock.advance(Duration.ofHours(22));

        assertThat(state.isTooOld()).isFalse();
    }

    @Test
    void state_awayForLongerThanTombstonesAreKept_isTooOld(@TempDir Path folder) throws IOException {
        LocalState state = noted(folder);

        clock.advance(Duration.ofHours(24));

        assertThat(state.isTooOld()).isTrue();
    }

    @Test
    void state_ofUnknownAge_isTooOld(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve(APPLICATION));

        assertThat(new LocalState(folder, APPLICATION, clock).isTooOld()).isTrue();
    }

    @Test
    void noState_isNotTooOld(@TempDir Path folder) {
        assertThat(new LocalState(folder, APPLICATION, clock).isTooOld()).isFalse();
    }

    private LocalState noted(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(APPLICATION));
        LocalState state = new LocalState(folder, APPLICATION, clock);
        state.noteUpToDate();
        return state;
    }
}
