package io.kuajie.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 100);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void text_halfDone_showsRateAndTimeLeft() {
        // Given
        Bar bar = new Bar(screen, "Replay", "lines", 2000, nanos::get);
        nanos.set(10_000_000_000L);

        // When
        bar.set(1000);

        // Then
        assertThat(bar.text()).isEqualTo("Replay [############............] 1,000 of 2,000 lines, 100/s, 10 s left");
    }

    @Test
    void close_notATerminal_leavesPlainLinesOnly() {
        // Given
        Bar bar = new Bar(screen, "Replay", "lines", 0, nanos::get);
        bar.add(3);
        nanos.set(1_000_000_000L);

        // When
        bar.close();

        // Then
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("Replay: 3 lines in 1.0 s (3/s)" + System.lineSeparator());
    }
}
