package io.kuajie.ingest.app.agreements;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.PartnerAgreement;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.segment.HostileBodies;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators make partners agree to, and what partners see of it. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class AgreementsIT {
    private static final String OURS = "/v1/agreements/academy/blossom";
    private static final String BODY = "{\"uses\":[\"behavior\",\"item\"],\"purpose\":\"recommendations\"}";
    private static final Sides SIDES = new Sides(TestKeys.ACADEMY, TestKeys.BLOSSOM);
    private static final int HOSTILE = 300;

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    /** All tests agree on one pair of partners, so each goes on from the version that the last one left. */
    private int before;

    @BeforeEach
    void endWhatWasAgreed() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        operator().body(BODY).put(OURS).then().statusCode(200);
        before = operator().delete(OURS).then().statusCode(200).extract().path("version");
    }

    @Test
    void agreement_made_isSeenAtOnceAndKeptAsAVersionOfItsOwn() {
        // When
        put(BODY)
                .statusCode(200)
                .body("source", equalTo("academy"))
                .body("target", equalTo("blossom"))
                .body("version", equalTo(before + 1))
                .body("uses", equalTo(List.of("behavior", "item")))
                .body("state", equalTo("in-force"));

        // Then
        operator().get(OURS).then().statusCode(200).body("version", equalTo(before + 1));
        Received<PartnerAgreement> record = topics
                .awaitUntil(
                        TopicCatalog.PARTNER_AGREEMENTS,
                        records -> records.stream().anyMatch(this::isNext))
                .stream()
                .filter(this::isNext)
                .findFirst()
                .orElseThrow();
        assertThat(record.requireValue().getUses()).containsExactly("behavior", "item");
        assertThat(record.requireValue().getPurpose()).isEqualTo("recommendations");
    }

    @Test
    void agreement_madeAgain_makesNoVersion() {
        // Given
        put(BODY).statusCode(200);
        String timed =
                "{\"uses\":[\"behavior\"],\"purpose\":\"recommendations\",\"validFrom\":\"2026-01-01T00:00:00Z\","
                        + "\"validUntil\":\"2099-01-01T00:00:00Z\",\"version\":%d}".formatted(before + 2);

        // When
        put(BODY).statusCode(200).body("version", equalTo(before + 1));
        put(BODY.replace("behavior\",\"item", "item\",\"behavior")).body("version", equalTo(before + 1));
        put(timed).statusCode(200).body("version", equalTo(before + 2));
        put(timed).statusCode(200).body("version", equalTo(before + 2));

        // Then
        assertThat(history("academy", "blossom")).hasSize(before + 2);
    }

    @Test
    void agreement_changed_keepsAllVersions() {
        // When
        put(BODY).statusCode(200);
        put(BODY.replace(",\"item\"", ""))
                .body("version", equalTo(before + 2))
                .body("uses", equalTo(List.of("behavior")));
        put(BODY.replace("}", ",\"validFrom\":\"2099-01-01T00:00:00Z\"}")).body("state", equalTo("ahead"));

        // Then
        List<Map<String, Object>> history = history("academy", "blossom");
        assertThat(history.stream().limit(3).map(version -> version.get("version")))
                .containsExactly(before + 3, before + 2, before + 1);
        assertThat(history.get(2).get("uses")).isEqualTo(List.of("behavior", "item"));
        operator().get("/v1/agreements").then().body("items.findAll { it.source == 'academy' }.size()", equalTo(1));
    }

    @Test
    void agreement_ended_hasAVersionWithoutUses() {
        // Given
        put(BODY).statusCode(200);

        // When
        operator().delete(OURS).then().statusCode(200).body("version", equalTo(before + 2));
        operator().delete(OURS).then().statusCode(200).body("version", equalTo(before + 2));

        // Then
        operator().get(OURS).then().body("uses", equalTo(List.of())).body("state", equalTo("withdrawn"));
        put(BODY).statusCode(200).body("version", equalTo(before + 3));
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "-1", "1000"})
    void agreement_ofAVersionThatIsNotTheNext_isRefused(int ahead) {
        put(BODY.replace("}", ",\"version\":%d}".formatted(before + ahead)))
                .statusCode(409)
                .body("detail", containsString(Integer.toString(before + 1)));
        operator().get(OURS).then().body("version", equalTo(before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    academy/nobody  | {"uses":["behavior"],"purpose":"recommendations"} | target
                    nobody/blossom  | {"uses":["behavior"],"purpose":"recommendations"} | source
                    NO%20ONE/%2A    | {"uses":["behavior"],"purpose":"recommendations"} | source
                    academy/academy | {"uses":["behavior"],"purpose":"recommendations"} | target
                    academy/blossom | {"uses":["address"],"purpose":"recommendations"}  | uses
                    academy/blossom | {"uses":[],"purpose":"recommendations"}           | uses
                    academy/blossom | {"uses":["behavior"],"purpose":"adverts"}         | purpose
                    academy/blossom | {"uses":["behavior"],"purpose":"recommendations","validFrom":"2027-01-01T00:00:00Z","validUntil":"2026-01-01T00:00:00Z"} | validUntil
                    """)
    void agreement_askedForBadly_isRefusedByField(String sides, String body, String field) {
        operator()
                .body(body)
                .put("/v1/agreements/" + sides)
                .then()
                .statusCode(400)
                .contentType(containsString("problem+json"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "7", "\"\"", "[[[[", "{\"uses\":{\"a\":[]},\"purpose\":[]}"})
    void agreement_ofNoForm_isRefused(String body) {
        put(body).statusCode(400);
    }

    @Test
    void agreements_ofHostileBodies_endWithoutFault() {
        // Given
        HostileBodies bodies = new HostileBodies(50);
        String good = BODY.replace("}", ",\"validUntil\":\"2099-01-01T00:00:00Z\",\"version\":%d}");

        // When
        for (int n = 0; n < HOSTILE; n++) {
            byte[] broken = bodies.broken(good.formatted(before + 1).getBytes(StandardCharsets.UTF_8));
            int status = operator().body(broken).put(OURS).statusCode();

            // Then
            assertThat(status).as(new String(broken, StandardCharsets.UTF_8)).isIn(200, 400, 409);
        }
        put(BODY).statusCode(200);
    }

    @Test
    void partners_seeTheirOwnSidesAndChangeNone() {
        // Given: partners that this installation no longer has
        String strange = "petal>marina>1";
        topics.send(TopicCatalog.PARTNER_AGREEMENTS, strange, agreement("petal", "marina"));
        Awaitility.await()
                .untilAsserted(() -> operator().get("/v1/agreements").then().body("items.source", hasItem("petal")));

        // Then
        for (String key : List.of(TestKeys.ACADEMY_WRITE_KEY, TestKeys.BLOSSOM_WRITE_KEY)) {
            as(key).get(OURS).then().statusCode(200).body("version", equalTo(before));
            as(key).get("/v1/agreements?history=true")
                    .then()
                    .body("items.findAll { it.source == 'petal' }.size()", equalTo(0))
                    .body("items.size()", equalTo(before));
            as(key).get("/v1/agreements/petal/marina").then().statusCode(404);
            as(key).body(BODY).put(OURS).then().statusCode(403);
            as(key).delete(OURS).then().statusCode(403);
        }
        as(TestKeys.ACADEMY_STOREFRONT_KEY).get(OURS).then().statusCode(403);
        given().get(OURS).then().statusCode(401);
        operator().get("/v1/agreements/petal/marina").then().statusCode(200);
        operator().get("/v1/agreements/marina/petal").then().statusCode(404);
        operator().delete("/v1/agreements/marina/petal").then().statusCode(404);
        operator().get("/v1/agreements/%20/%2F").then().statusCode(404);
    }

    @Test
    void agreements_readAnewAfterAStart_areAllThere() {
        // Given
        put(BODY).statusCode(200);
        Agreements started = new Agreements(bean(Delivery.class), bean(Platform.class), new FollowerHealth());

        // When
        started.start(new StartupEvent());

        // Then
        try {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(started.versions(SIDES)).hasSize(before + 1));
            assertThat(started.versions(SIDES)).isEqualTo(bean(Agreements.class).versions(SIDES));
        } finally {
            started.close();
        }
    }

    private boolean isNext(Received<PartnerAgreement> record) {
        return ("academy>blossom>" + (before + 1)).equals(record.key());
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    private static PartnerAgreement agreement(String source, String target) {
        return PartnerAgreement.newBuilder()
                .setSource(source)
                .setTarget(target)
                .setVersion(1)
                .setUses(List.of("behavior"))
                .setPurpose("recommendations")
                .setValidFrom(Instant.EPOCH)
                .setAgreedAt(Instant.EPOCH)
                .build();
    }

    private static List<Map<String, Object>> history(String source, String target) {
        return operator()
                .get("/v1/agreements?history=true")
                .jsonPath()
                .getList("items.findAll { it.source == '%s' && it.target == '%s' }".formatted(source, target));
    }

    private static ValidatableResponse put(String body) {
        return operator().body(body).put(OURS).then();
    }

    private static RequestSpecification operator() {
        return as(TestKeys.OPERATOR_KEY);
    }

    private static RequestSpecification as(String key) {
        return given().urlEncodingEnabled(false).auth().oauth2(key).contentType("application/json");
    }
}
