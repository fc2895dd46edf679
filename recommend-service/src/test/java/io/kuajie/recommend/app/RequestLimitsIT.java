package io.kuajie.recommend.app;

import static io.kuajie.recommend.app.Crowd.BUYER;
import static io.kuajie.recommend.app.Crowd.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import io.kuajie.edge.KeyRing.Caller;
import io.kuajie.edge.Role;
import io.kuajie.events.PartnerKey;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that has asked too often is put off, whichever way its requests go, and others are not. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RequestLimitsIT {
    private static final String KEY = "kjs_busy";
    /** Far beyond what any burst lets through: it is waited for longer than a test runs. */
    private static final int HOURS_OF_REQUESTS = 20_000_000;

    @Nullable
    TestTopics topics;

    @Inject
    RequestLimits limits;

    @BeforeEach
    void writeOnce() {
        new Crowd(Objects.requireNonNull(topics)).writeOnce();
    }

    @Test
    void key_thatHasAskedTooOften_isPutOffByEveryAddress() {
        // Given
        issue();
        assertThat(busy().get("/v1/recommendations?domain=beauty").statusCode()).isEqualTo(200);

        // When
        limits.take(
                new Caller(Role.STOREFRONT, TestKeys.ACADEMY, TestKeys.COURSE, Set.of(), "key:busy"),
                HOURS_OF_REQUESTS);

        // Then
        for (String path : List.of(
                "/v1/recommendations?domain=beauty",
                "/v1/recommendations?count=many",
                "/v1/popular?domain=beauty",
                "/v1/trending?domain=beauty",
                "/v1/items/make-up/related")) {
            busy().get(path)
                    .then()
                    .statusCode(429)
                    .contentType(containsString("problem+json"))
                    .header("Retry-After", Integer::parseInt, greaterThan(60));
        }
        for (String path : List.of("/v1/recommendations", "/v1/rank")) {
            busy().contentType("application/json")
                    .body(Map.of("domain", "beauty", "user", BUYER, "items", List.of("blossom:brush")))
                    .post(path)
                    .then()
                    .statusCode(429);
        }
        ask(BUYER).get("/v1/recommendations?domain=beauty").then().statusCode(200);
    }

    private void issue() {
        Objects.requireNonNull(topics)
                .send(
                        TopicCatalog.PARTNER_KEYS,
                        "busy",
                        PartnerKey.newBuilder()
                                .setId("busy")
                                .setPartner("academy")
                                .setRole(Role.STOREFRONT)
                                .setDigest(TestKeys.digest(KEY))
                                .setCreatedAt(Instant.now())
                                .build());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> busy().get("/v1/popular?domain=beauty").statusCode() == 200);
    }

    private static RequestSpecification busy() {
        return given().auth().preemptive().basic(KEY, "");
    }
}
