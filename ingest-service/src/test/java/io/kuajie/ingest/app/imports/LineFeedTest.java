package io.kuajie.ingest.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.imports.Line;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class LineFeedTest {
    private static final int AHEAD = 256;

    /** Reads for ever: only the feed holds it back. */
    @Test
    void reader_aheadOfWhoeverTakesTheLines_waits() throws InterruptedException {
        // Given
        AtomicInteger offered = new AtomicInteger();
        LineFeed.Source endless = taker -> {
            while (true) {
                Line line = new Line(offered.incrementAndGet(), new byte[0], true, false);
                taker.take(new LineFeed.Next.One(line));
            }
        };
        try (LineFeed feed = new LineFeed(endless)) {
            for (int taken = 0; taken < 3; taken++) {
                int most = AHEAD + 1 + taken;
                // When
                Awaitility.await().until(() -> offered.get() >= most);
                // Then
                assertThat(offered).hasValue(most);
                assertThat(feed.poll(Duration.ofSeconds(1))).isNotNull();
            }
        }
    }
}
