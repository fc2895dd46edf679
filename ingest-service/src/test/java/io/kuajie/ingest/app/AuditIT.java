package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.edge.audit.Subject;
import io.kuajie.events.AuditedAccess;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who saw and did what, looked up. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class AuditIT {
    private static final String AUDIT = "/v1/audit";
    private static final String PERSON = "academy:looked-up";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void accesses_ofManyPages_areEachShownOnce_theLatestFirst() {
        // Given
        String caller = "key:" + UUID.randomUUID();
        List<String> routes =
                IntStream.range(0, 5).mapToObj(i -> "/v1/paged/" + i).toList();
        routes.forEach(route -> tell("profile-service", caller, route, null));

        // When
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = operator().queryParam("limit", 2).queryParam("caller", caller);
            JsonPath page = shown(cursor == null ? request : request.queryParam("cursor", cursor));
            assertThat(page.getList("accesses")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.getList("accesses.route", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(seen).containsExactlyElementsOf(routes.reversed());
    }

    @Test
    void accesses_ofOnePersonServiceOrCaller_areFound() {
        // Given
        String caller = "token:" + UUID.randomUUID();
        tell("profile-service", caller, "/v1/profiles/{person}", Subject.of(PERSON));
        tell("profile-service", caller, "/v1/profiles/{person}", Subject.of("academy:another"));
        tell("recommend-service", caller, "/v1/models", null);

        // Then
        JsonPath ofPerson = shown(operator().queryParam("caller", caller).queryParam("person", PERSON));
        assertThat(ofPerson.getList("accesses.subject")).containsExactly(Subject.of(PERSON));
        assertThat(ofPerson.getString("accesses[0].at")).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(ofPerson.getInt("accesses[0].status")).isEqualTo(200);
        assertThat(shown(operator().queryParam("caller", caller).queryParam("service", "recommend-service"))
                        .getList("accesses.route"))
                .containsExactly("/v1/models");
        assertThat(shown(operator().queryParam("caller", "key:nobody")).getList("accesses"))
                .isEmpty();
    }

    @Test
    void calls_ofTheKeysAndOfThePrivacyApi_areAmongThem_thoseThatSendEventsAreNot() {
        // When
        operator().get("/v1/partners").then().statusCode(200);
        operator().get("/v1/partners/academy/keys").then().statusCode(200);
        operator().get("/v1/partners/nobody-of-ours/keys").then().statusCode(404);
        writer().body("{\"userId\":\"u-audit\",\"purposes\":{\"personalization\":\"GRANTED\"}}")
                .post("/v1/privacy/consents")
                .then()
                .statusCode(200);
        given().auth().oauth2("no-such-key").get("/v1/privacy/requests").then().statusCode(401);
        writer().get(AUDIT).then().statusCode(403);
        writer().body("{\"userId\":\"u-audit\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"java\"}}")
                .post("/v1/track")
                .then()
                .statusCode(200);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath page = shown(operator().queryParam("limit", 500).queryParam("service", "ingest-service"));
            List<String> told = new ArrayList<>();
            for (int i = 0; i < page.getList("accesses").size(); i++) {
                String access = "accesses[%d].".formatted(i);
                told.add("%s %s %d %s %s"
                        .formatted(
                                page.getString(access + "method"),
                                page.getString(access + "route"),
                                page.getInt(access + "status"),
                                page.getString(access + "role"),
                                page.getString(access + "target")));
            }
            assertThat(told)
                    .contains(
                            "GET /v1/partners 200 admin null",
                            "GET /v1/partners/{partner}/keys 200 admin partner=academy",
                            "GET /v1/partners/{partner}/keys 404 admin null",
                            "POST /v1/privacy/consents 200 writer null",
                            "GET /v1/privacy/requests 401 null null",
                            "GET /v1/audit 403 writer null",
                            "GET /v1/audit 200 admin null")
                    .noneMatch(access -> access.contains("track"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 501",
        "limit, many",
        "cursor, %%",
        "cursor, -1",
        "service, ' '",
        "caller, ' '",
        "person, nonsense"
    })
    void questions_thatCannotBeMeant_areRefused(String parameter, String value) {
        operator().queryParam(parameter, value).get(AUDIT).then().statusCode(400);
    }

    private void tell(String service, String caller, String route, @Nullable String subject) {
        topics.send(
                TopicCatalog.AUDIT_ACCESSES,
                service,
                new AuditedAccess(
                        Instant.parse("2026-03-01T08:00:00Z"),
                        service,
                        caller,
                        "admin",
                        null,
                        "GET",
                        route,
                        200,
                        subject,
                        null));
    }

    private static JsonPath shown(RequestSpecification request) {
        return request.get(AUDIT).then().statusCode(200).extract().jsonPath();
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestKeys.OPERATOR_KEY);
    }

    private static RequestSpecification writer() {
        return given().auth().oauth2(TestKeys.ACADEMY_WRITE_KEY).contentType("application/json");
    }
}
