package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.PrivacyReceipt;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
final class PrivacyIT {
    private static final String REQUESTS = "/v1/privacy/requests";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void erasure_answeredByEveryService_isDoneWithTheTimeOfEach() {
        // Given
        String request = demand("u-gone", "erasure").getString("request");
        await(request, "in-progress");
        assertThat(show(request).getMap("doneAt")).containsOnlyKeys("ingest-service/identity");
        // When
        othersAnswer(request, null);
        // Then
        await(request, "done");
        assertThat(show(request).getMap("doneAt")).hasSize(4);
        assertThat(show(request).getMap("expires")).containsKeys("behavior.raw", "behavior.clean", "identity.claims");
        academy().get(REQUESTS + "/" + request + "/document").then().statusCode(409);
    }

    @Test
    void demand_madeTwice_isOneUntilItIsDone() {
        // When
        String first = demand("u-twice", "erasure").getString("request");
        Awaitility.await().until(() -> academy().get(REQUESTS + "/" + first).statusCode() == 200);
        String second = demand("u-twice", "erasure").getString("request");
        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void access_answeredByEveryService_hasADocument() {
        // Given
        given().auth()
                .oauth2(TestKeys.ACADEMY_WRITE_KEY)
                .body("{\"userId\":\"u-sees\",\"anonymousId\":\"d-sees\"}")
                .post("/v1/identify")
                .then()
                .statusCode(200);
        String request = demand("u-sees", "access").getString("request");
        // When
        await(request, "in-progress");
        academy().get(REQUESTS + "/" + request + "/document").then().statusCode(503);
        othersAnswer(request, "{\"academy:x\":{\"name\":\"画像\"}}");
        await(request, "done");
        // Then
        String document = academy().get(REQUESTS + "/" + request + "/document").asString();
        assertThat(document).contains("画像", "profile-service/people", "ingest-service/identity");
    }

    @Test
    void demands_arePagedAndSeenByTheirOwnPartnerOnly() {
        // Given
        List<String> made = List.of("p1", "p2", "p3").stream()
                .map(user -> demand(user, "access").getString("request"))
                .toList();
        made.forEach(request -> Awaitility.await()
                .until(() -> academy().get(REQUESTS + "/" + request).statusCode() == 200));
        // When
        JsonPath first = academy().get(REQUESTS + "?limit=2").jsonPath();
        JsonPath second = academy()
                .get(REQUESTS + "?limit=2&after=" + first.getString("next"))
                .jsonPath();
        // Then
        assertThat(first.getList("items.request")).isEqualTo(List.of(made.get(2), made.get(1)));
        assertThat(second.getList("items.request").getFirst()).isEqualTo(made.get(0));
        given().auth()
                .oauth2(TestKeys.BLOSSOM_WRITE_KEY)
                .get(REQUESTS + "/" + made.getFirst())
                .then()
                .statusCode(404);
        academy().get(REQUESTS + "?limit=0").then().statusCode(400);
        academy()
                .body("{\"userId\":\"x\",\"kind\":\"forget\"}")
                .post(REQUESTS)
                .then()
                .statusCode(400);
        assertThat(given().get("/q/metrics").asString())
                .contains("kuajie_privacy_demands_open", "kuajie_privacy_demands_overdue");
    }

    @Test
    void oldestDemand_thatIsOpen_isToldByItsAge() {
        // Given: one that was made elsewhere, long ago
        String request = UUID.randomUUID().toString();
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.ACADEMY, Kind.USER, "u-waits")
                .toString();
        Instant longAgo = Instant.now().minus(Duration.ofDays(5));
        topics.send(
                TopicCatalog.PRIVACY_REQUESTS,
                request,
                new PrivacyRequest(request, "academy", "access", List.of(leaf), longAgo));
        // When / Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> oldestAge() >= 5 * 86_400);
        assertThat(given().get("/q/metrics").asString()).contains("kuajie_privacy_demands_overdue 1.0");
        othersAnswer(request, "{}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> oldestAge() < 86_400);
    }

    private static double oldestAge() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("kuajie_privacy_demands_oldest_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElse(-1);
    }

    private void othersAnswer(String request, @Nullable String document) {
        for (String part : List.of("profile-service people", "recommend-service people", "campaign-service effects")) {
            String[] names = part.split(" ");
            topics.send(
                    TopicCatalog.PRIVACY_RECEIPTS,
                    request + part,
                    new PrivacyReceipt(request, names[0], names[1], Instant.now(), document));
        }
    }

    private static void await(String request, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> show(request).getString("state").equals(state));
    }

    private static JsonPath show(String request) {
        return academy().get(REQUESTS + "/" + request).jsonPath();
    }

    private static JsonPath demand(String user, String kind) {
        return academy()
                .body("{\"userId\":\"%s\",\"kind\":\"%s\"}".formatted(user, kind))
                .post(REQUESTS)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification academy() {
        return given().auth().oauth2(TestKeys.ACADEMY_WRITE_KEY).contentType("application/json");
    }
}
