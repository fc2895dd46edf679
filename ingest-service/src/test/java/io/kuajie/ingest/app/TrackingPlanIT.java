package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partners' tracking plans. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class TrackingPlanIT {
    private static final String PLAN = """
            {"onViolation":"%s","unplanned":"%s","events":{
              "Product Added":{"required":["price"],"properties":{"price":{"type":"number"}}},
              "identify":{"required":["tier"],"properties":{"tier":{"enum":["gold","silver"]}}}}}""";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @AfterEach
    void endPlan() {
        academy().delete("/v1/tracking-plan").then().statusCode(200);
    }

    @Test
    void plan_thatRejects_rejectsWhatBreaksItAndLetsTheRestPass() {
        // Given
        academy()
                .body(PLAN.formatted("reject", "pass"))
                .put("/v1/tracking-plan")
                .then()
                .statusCode(200)
                .body("events.identify.required[0]", equalTo("tier"));
        String good = UUID.randomUUID().toString();
        String bad = UUID.randomUUID().toString();
        String unplanned = UUID.randomUUID().toString();
        // When
        send(added(good, "12.5"), added(bad, "\"zhang@example.cn\""), track(unplanned, "Product Viewed", "{}"));
        // Then
        assertThat(clean(good).getFlags()).isEmpty();
        assertThat(clean(unplanned).getFlags()).isEmpty();
        RejectedBehavior rejected = await(TopicCatalog.BEHAVIOR_REJECTED, r -> bad.equals(r.getMessageId()));
        assertThat(rejected.getCode()).isEqualTo("off-plan");
        assertThat(rejected.getDetail()).contains("/price").doesNotContain("zhang");
    }

    @Test
    void plan_thatFlags_letsEverythingPassAndMarksIt() {
        // Given
        academy()
                .body(PLAN.formatted("flag", "flag"))
                .put("/v1/tracking-plan")
                .then()
                .statusCode(200);
        String bad = UUID.randomUUID().toString();
        String unplanned = UUID.randomUUID().toString();
        // When
        send(
                track(bad, "Product Added", "{\"product_id\":\"java\"}"),
                track(unplanned, "Product Viewed", "{\"product_id\":\"java\"}"));
        // Then
        assertThat(clean(bad).getFlags()).containsExactly("off-plan");
        assertThat(clean(unplanned).getFlags()).containsExactly("off-plan");
    }

    @Test
    void plan_notOfTheVersionThatHolds_isRefused() {
        // Given
        int version = academy()
                .body(PLAN.formatted("flag", "pass"))
                .put("/v1/tracking-plan")
                .path("version");
        // When
        var stale = academy()
                .body("{\"version\":%d,\"events\":{}}".formatted(version - 1))
                .put("/v1/tracking-plan");
        // Then
        stale.then().statusCode(409);
        academy().get("/v1/tracking-plan").then().body("version", equalTo(version));
        academy().get("/v1/tracking-plan/versions").then().body("versions.version", hasItems(version, version - 1));
        academy().get("/v1/tracking-plan/versions/" + version).then().body("onViolation", equalTo("flag"));
        academy().get("/v1/tracking-plan/versions/x").then().statusCode(404);
    }

    @Test
    void plan_withFaults_isRefusedNamingEach() {
        // When
        var refused = academy().body("""
                {"onViolation":"explode","events":{"a":{"type":"text"},"b":{"$ref":"https://example.cn/"}}}""").put("/v1/tracking-plan");
        // Then
        refused.then().statusCode(400).body("errors.field", hasItems("onViolation", "events.a", "events.b"));
    }

    @Test
    void rehearsal_tellsOutcomesAndSendsNothing() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        var told = academy()
                .body(
                        "{\"plan\":%s,\"batch\":[%s,%s,%s]}"
                                .formatted(
                                        PLAN.formatted("reject", "pass"),
                                        added(id, "\"dear\""),
                                        added(id, "5"),
                                        "{\"type\":\"track\",\"event\":\"Product Added\",\"userId\":\"u\",\"properties\":{\"price\":5}}"))
                .post("/v1/tracking-plan/test");
        // Then
        told.then()
                .statusCode(200)
                .body("clean", equalTo(1))
                .body("outcomes.code", hasItems("off-plan", "missing-item"))
                .body("outcomes[1].item", equalTo("academy:java"))
                .body("outcomes[0].detail", containsString("/price"));
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW))
                .noneMatch(raw -> raw.requireValue().getMessageId().equals(id));
    }

    @Test
    void rehearsal_tellsTheFormThatCleaningGives() {
        // When
        var told = academy()
                .body("{\"batch\":[%s]}"
                        .formatted(
                                track("wide", "Product Viewed", "{\"product_id\":\"java\",\"category\":\"ＪＡＶＡ　课\"}")))
                .post("/v1/tracking-plan/test");
        // Then
        told.then().statusCode(200).body("outcomes[0].category", equalTo("JAVA 课"));
    }

    @Test
    void import_ofMappedLines_isHeldToThePlanAndToRatesByItsOwnTimes() {
        // Given
        academy()
                .body(PLAN.formatted("reject", "pass"))
                .put("/v1/tracking-plan")
                .then()
                .statusCode(200);
        String lines = "u-1,java,Product Added,12.5,2020-01-01T00:01:02Z\n"
                + "u-1,java,Product Added,dear,2020-01-01T00:01:02Z\n"
                + "u-2,java,Product Viewed,,2020-01-01T00:01:03Z\n".repeat(150)
                + "u-3,java,Product Viewed,,2020-01-01T00:00:00Z\n".repeat(150);
        String name = "plan-" + UUID.randomUUID();
        // When
        academy()
                .contentType("application/octet-stream")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?format=csv&columns=user,item,action,price,time&time=iso&import=" + name)
                .then()
                .statusCode(200)
                .body("rejected", equalTo(Map.of("off-plan", 1)));
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> academy()
                        .get("/v1/imports/" + name + "?outcomes=true")
                        .then()
                        .body("cleaning.clean", equalTo(251))
                        .body("cleaning.rejected", equalTo(Map.of("bot-rate", 50))));
    }

    private static void send(String... messages) {
        academy()
                .body("{\"batch\":[%s]}".formatted(String.join(",", messages)))
                .post("/v1/batch")
                .then()
                .statusCode(200);
    }

    private static String added(String id, String price) {
        return track(id, "Product Added", "{\"product_id\":\"java\",\"price\":%s}".formatted(price));
    }

    private static String track(String id, String event, String properties) {
        return "{\"type\":\"track\",\"event\":\"%s\",\"userId\":\"u-plan\",\"messageId\":\"%s\",\"properties\":%s}"
                .formatted(event, id, properties);
    }

    private Behavior clean(String id) {
        return await(TopicCatalog.BEHAVIOR_CLEAN, event -> event.getMessageId().equals(id));
    }

    private <V extends SpecificRecord> V await(io.kuajie.topics.Topic<V> topic, Predicate<V> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> topics.readAll(topic).stream()
                                .map(Received::requireValue)
                                .filter(wanted)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static RequestSpecification academy() {
        return given().auth().preemptive().basic(TestKeys.ACADEMY_WRITE_KEY, "").contentType("application/json");
    }
}
