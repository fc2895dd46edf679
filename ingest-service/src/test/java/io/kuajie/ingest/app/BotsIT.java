package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestNames;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of events that no person caused. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class BotsIT extends DoorInProcess {
    @Test
    void crawler_isRejected() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        send(
                "{\"type\":\"page\",\"userId\":\"u-bot\",\"messageId\":\"%s\",\"context\":{\"userAgent\":\"Baiduspider/2.0\"}}"
                        .formatted(id));
        // Then
        assertThat(rejectedOf(id).requireValue().getCode()).isEqualTo("bot-agent");
    }

    @Test
    void person_fasterThanPeopleAre_isRejectedBeyondTheBound() {
        // Given
        String run = TestNames.fresh();
        StringBuilder batch = new StringBuilder();
        for (int n = 0; n < 150; n++) {
            batch.append(n == 0 ? "" : ",")
                    .append("{\"type\":\"page\",\"userId\":\"u-%s\",\"messageId\":\"%s-%d\",\"timestamp\":\"%s\"}"
                            .formatted(run, run, n, "2026-01-01T00:00:00Z"));
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        // When
        send(batch.toString().replace("2026-01-01T00:00:00Z", now));
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(topics.readAll(TopicCatalog.BEHAVIOR_REJECTED).stream()
                                .map(Received::requireValue)
                                .filter(r -> String.valueOf(r.getMessageId()).startsWith(run))
                                .map(RejectedBehavior::getCode))
                        .hasSize(50)
                        .containsOnly("bot-rate"));
    }

    @Test
    void person_lookingAtMoreItemsThanPeopleCan_isRejectedBeyondTheBound() {
        // Given: ten different items a second, for forty seconds of one minute
        String run = TestNames.fresh();
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(5));
        String batch = IntStream.range(0, 400)
                .mapToObj(n ->
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%s\",\"messageId\":\"%s-%d\",\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"i-%d\"}}"
                                .formatted(run, run, n, minute.plusMillis(n * 100L), n))
                .collect(Collectors.joining(","));
        // When
        send(batch);
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<RejectedBehavior> rejected = topics.readAll(TopicCatalog.BEHAVIOR_REJECTED).stream()
                    .map(Received::requireValue)
                    .filter(r -> String.valueOf(r.getMessageId()).startsWith(run))
                    .toList();
            assertThat(rejected).hasSizeBetween(1, 100);
            assertThat(rejected).extracting(RejectedBehavior::getCode).containsOnly("bot-sequence");
            assertThat(topics.readAll(TopicCatalog.BEHAVIOR_CLEAN).stream()
                            .map(Received::requireValue)
                            .filter(event -> event.getMessageId().startsWith(run)))
                    .hasSize(400 - rejected.size());
        });
    }

    private static void send(String... messages) {
        academy()
                .body("{\"batch\":[%s]}".formatted(String.join(",", messages)))
                .post("/v1/batch")
                .then()
                .statusCode(200);
    }
}
