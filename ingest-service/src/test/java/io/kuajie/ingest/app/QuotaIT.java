package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner above its quota is asked to come later, and no other notices. */
@QuarkusTest
@QuarkusTestResource(value = PlatformResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = QuotaIT.Blossoms.class, restrictToAnnotatedClass = true)
final class QuotaIT {
    /** Five events at once, and one in ten minutes from then on. */
    public static final class Blossoms implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "kuajie.ingest.quotas.blossom.events-per-second", "0.0016",
                    "kuajie.ingest.quotas.blossom.burst", "5");
        }

        @Override
        public void stop() {}
    }

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void events_aboveTheQuota_areAskedForLaterAndOthersAreTaken() {
        // Given
        String run = UUID.randomUUID().toString();
        assertThat(send(TestKeys.BLOSSOM_WRITE_KEY, run + "-within", 5).statusCode())
                .isEqualTo(200);
        // When
        Response above = send(TestKeys.BLOSSOM_WRITE_KEY, run + "-above", 1);
        // Then
        assertThat(above.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(above.header("Retry-After"))).isPositive();
        assertThat(send(TestKeys.ACADEMY_WRITE_KEY, run + "-other", 50).statusCode())
                .isEqualTo(200);
        topics.awaitUntil(
                TopicCatalog.BEHAVIOR_CLEAN,
                read -> read.stream()
                                .map(Received::requireValue)
                                .filter(event -> event.getMessageId().startsWith(run + "-other"))
                                .count()
                        == 50);
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW))
                .noneMatch(raw -> raw.requireValue().getMessageId().startsWith(run + "-above"));
    }

    private static Response send(String key, String name, int events) {
        String batch = IntStream.range(0, events)
                .mapToObj(n ->
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%d\",\"messageId\":\"%s-%d\"}"
                                .formatted(n, name, n))
                .collect(Collectors.joining(","));
        return given().auth()
                .preemptive()
                .basic(key, "")
                .contentType("application/json")
                .body("{\"batch\":[%s]}".formatted(batch))
                .post("/v1/batch");
    }
}
