package io.kuajie.ingest.app.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.edge.Platform;
import io.kuajie.events.Outcome;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever reads a topic to know that something was not told must learn that a part of it could not be read. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class TopicReaderIT {
    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @Inject
    @SuppressWarnings("NullAway.Init") // the container puts it in
    Platform platform;

    @Test
    void record_thatCannotBeDecoded_isToldAsNotComplete() {
        // Given
        TopicReader<Outcome> reader = new TopicReader<>(platform, TopicCatalog.CAMPAIGN_OUTCOMES);
        List<Outcome> read = new ArrayList<>();
        boolean isCompleteBefore = isComplete(reader, read);
        topics.sendBytes(TopicCatalog.CAMPAIGN_OUTCOMES, "academy:p", new byte[] {9, 9, 9});
        // When
        boolean isComplete = isComplete(reader, read);
        // Then
        assertThat(isCompleteBefore).isTrue();
        assertThat(isComplete).isFalse();
        assertThat(read).isEmpty();
    }

    private static boolean isComplete(TopicReader<Outcome> reader, List<Outcome> read) {
        return reader.read(
                Instant.EPOCH, Integer.MAX_VALUE, Duration.ofSeconds(10), (position, value) -> read.add(value));
    }
}
