package io.kuajie.campaign.app;

import static io.kuajie.campaign.app.CampaignApi.ACADEMY;
import static io.kuajie.campaign.app.CampaignApi.BLOSSOM;
import static io.kuajie.campaign.app.CampaignApi.OPERATOR;
import static io.kuajie.campaign.app.CampaignApi.coupon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kuajie.events.AuditedAccess;
import io.kuajie.events.Offer;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@SuppressWarnings("NullAway.Init") // The platform resource fills the field in.
class CampaignIT {
    TestTopics topics;

    @Test
    void campaign_approvedByBothPartners_runsAndIsOffered() {
        // Given
        String id = BLOSSOM.create(coupon()).then().statusCode(201).extract().path("id");
        ACADEMY.ask(id, "approve").then().statusCode(200).body("state", equalTo("draft"));

        // When
        BLOSSOM.ask(id, "approve").then().statusCode(200).body("approvals", hasKey("academy"));

        // Then
        awaitState(id, "running");
        Offer offer = offers(id, 1).getFirst().requireValue();
        assertThat(offer.getPercentOff()).isEqualTo(15);
        assertThat(offer.getTitle()).isEqualTo("学员专享八五折");
        assertThat(offer.getDomain()).isEqualTo("beauty");
        assertThat(offer.getClusters()).containsExactly("c1");
    }

    @Test
    void offer_ofCampaignPausedResumedAndEnded_isWithdrawnAndGivenAgain() {
        // Given
        String id = CampaignApi.running();

        // When
        OPERATOR.ask(id, "pause").then().statusCode(200).body("state", equalTo("paused"));
        OPERATOR.ask(id, "resume").then().statusCode(200).body("state", equalTo("running"));
        OPERATOR.ask(id, "end").then().statusCode(200).body("state", equalTo("ended"));

        // Then
        assertThat(offers(id, 4))
                .extracting(record -> record.value() != null)
                .containsExactly(true, false, true, false);
    }

    @Test
    void campaign_ofTheFuture_isScheduledThenRunsThenEnds() {
        // Given
        var campaign = coupon();
        campaign.put("startsAt", Instant.now().plus(2, ChronoUnit.SECONDS).toString());
        campaign.put("endsAt", Instant.now().plus(4, ChronoUnit.SECONDS).toString());
        String id = OPERATOR.create(campaign).path("id");
        OPERATOR.ask(id, "approve").then().statusCode(200);

        // When
        OPERATOR.ask(id, "start").then().statusCode(200).body("state", equalTo("scheduled"));

        // Then
        awaitState(id, "running");
        awaitState(id, "ended");
        assertThat(offers(id, 2)).extracting(record -> record.value() != null).containsExactly(true, false);
    }

    @Test
    void creation_repeatedUnderItsKey_createsOnce() {
        // Given
        var campaign = coupon();
        String key = UUID.randomUUID().toString();
        var first =
                BLOSSOM.request().header("Idempotency-Key", key).body(campaign).post("/v1/campaigns");

        // When
        var second =
                BLOSSOM.request().header("Idempotency-Key", key).body(campaign).post("/v1/campaigns");

        // Then
        second.then().statusCode(201).header("Idempotency-Replayed", "true").body("id", equalTo(first.path("id")));
        campaign.put("name", "another");
        BLOSSOM.request()
                .header("Idempotency-Key", key)
                .body(campaign)
                .post("/v1/campaigns")
                .then()
                .statusCode(422);
    }

    @Test
    void campaign_ofOtherKindAndWithOtherFaults_isRefusedFieldByField() {
        // Given
        var campaign = coupon();
        campaign.put("kind", "bundle");
        campaign.put("issuer", "nobody");
        campaign.put("percentOff", 0);

        // When / Then
        OPERATOR.create(campaign)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("kind", "issuer", "percentOff"))
                .body(
                        "errors.find { it.field == 'kind' }.reason",
                        containsString("not yet supported; send one of: coupon"));
    }

    @Test
    void body_thatIsNoCampaign_isRefused() {
        for (String body :
                List.of("{", "[]", "null", "{\"nmae\":\"x\"}", "{\"endsAt\":\"soon\"}", "{\"percentOff\":{}}", "")) {
            OPERATOR.request()
                    .body(body)
                    .post("/v1/campaigns")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void request_withoutOrWithWrongKey_isUnauthorized() {
        given().get("/v1/campaigns").then().statusCode(401).contentType("application/problem+json");
        new CampaignApi("no-such-key").get("").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, application/json, 404",
        "GET, /v1/clusters/a/b, application/json, 404",
        "DELETE, /v1/campaigns, application/json, 405",
        "POST, /v1/campaigns, text/xml, 415"
    })
    void request_withoutOrWithWrongKeyForWhatIsNotThere_isUnauthorized(
            String method, String path, String type, int withKey) {
        given().contentType(type).request(method, path).then().statusCode(401).contentType("application/problem+json");
        given().contentType(type)
                .auth()
                .oauth2("no-such-key")
                .request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().contentType(type)
                .auth()
                .oauth2(TestKeys.OPERATOR_KEY)
                .request(method, path)
                .then()
                .statusCode(withKey)
                .contentType("application/problem+json");
    }

    @Test
    void request_withWrongKeyForWhatShowsPeople_isRecorded() {
        // When
        given().auth().oauth2("no-such-key").get("/v1/clusters").then().statusCode(401);

        // Then
        topics.awaitUntil(
                TopicCatalog.AUDIT_ACCESSES,
                received -> received.stream().map(Received::requireValue).anyMatch(CampaignIT::isOfUnknownCaller));
    }

    private static boolean isOfUnknownCaller(AuditedAccess access) {
        return access.getService().equals("campaign-service")
                && access.getRoute().equals("/v1/clusters")
                && access.getStatus() == 401
                && access.getCaller() == null;
    }

    @Test
    void request_withStorefrontKey_isForbidden() {
        new CampaignApi(TestKeys.ACADEMY_STOREFRONT_KEY).get("").then().statusCode(403);
    }

    @Test
    void creation_byPartnerForTwoOthers_isForbidden() {
        var campaign = coupon();
        campaign.put("host", "blossom");

        ACADEMY.create(campaign).then().statusCode(403);
    }

    @Test
    void campaign_ofOthers_isUnknownToPartner() {
        // Given
        var campaign = coupon();
        campaign.put("host", "blossom");
        String id = BLOSSOM.create(campaign).path("id");

        // When / Then
        ACADEMY.get("/" + id).then().statusCode(404);
        ACADEMY.get("/" + id + "/report").then().statusCode(404);
        ACADEMY.ask(id, "end").then().statusCode(404);
        ACADEMY.get("").then().body("campaigns.id", not(hasItem(id)));
        OPERATOR.get("/" + id).then().statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void campaign_thatIsNone_isUnknown() {
        OPERATOR.get("/" + new UUID(7, 7)).then().statusCode(404);
        OPERATOR.get("/not-an-id").then().statusCode(404);
        OPERATOR.ask(new UUID(7, 7).toString(), "start").then().statusCode(404);
    }

    @Test
    void transition_thatIsIllegal_isConflictWithAdvice() {
        // Given
        String id = OPERATOR.create(coupon()).path("id");

        // When / Then
        OPERATOR.ask(id, "start").then().statusCode(409).body("detail", containsString("approval of both partners"));
        OPERATOR.ask(id, "pause").then().statusCode(409).body("detail", containsString("draft"));
        OPERATOR.get("/" + id).then().body("version", equalTo(1));
    }

    @Test
    void change_ofVersionThatIsGone_failsItsPrecondition() {
        // Given
        String id = OPERATOR.create(coupon()).path("id");
        Map<String, Object> patch = new HashMap<>(Map.of("name", "改名"));
        OPERATOR.request()
                .body(patch)
                .patch("/v1/campaigns/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("改名"))
                .body("percentOff", equalTo(15.0f));

        // When
        var answer = BLOSSOM.request().header("If-Match", "\"1\"").post("/v1/campaigns/" + id + ":approve");

        // Then
        answer.then().statusCode(412).body("detail", containsString("\"2\""));
    }

    @Test
    void pages_followedByNext_holdEveryCampaignOnce() {
        // Given
        List<String> created = List.of(
                OPERATOR.create(coupon()).path("id"),
                OPERATOR.create(coupon()).path("id"),
                OPERATOR.create(coupon()).path("id"));

        // When
        var first = OPERATOR.get("?limit=2").then().statusCode(200).extract();
        var second = OPERATOR.get("?limit=2&with=report&before=" + first.path("next"));

        // Then
        assertThat(first.<List<String>>path("campaigns.id")).containsExactly(created.get(2), created.get(1));
        second.then().body("campaigns[0].id", equalTo(created.get(0))).body("campaigns[0].report.served", equalTo(0));
        ACADEMY.get("?limit=200").then().body("next", nullValue());
        OPERATOR.get("?limit=0").then().statusCode(400).body("errors[0].field", equalTo("limit"));
    }

    @Test
    void session_ofPartner_tellsWhoItIsAndWithWhom() {
        ACADEMY.request()
                .get("/v1/session")
                .then()
                .statusCode(200)
                .body("partner", equalTo("academy"))
                .body("partners.name", hasItems("知行课堂", "花间美妆"));
    }

    @Test
    void operations_ofService_areOpen() {
        given().get("/q/health").then().statusCode(200).body("checks.name", hasItem("topics are read"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("kuajie_campaign_intake_records_total"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/campaigns/{id}:approve"));
    }

    @Test
    void console_servedToBrowsers_isGuardedByHeaders() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", "/console/");
        given().redirects().follow(false).get("/console").then().statusCode(302).header("Location", "/console/");
        given().get("/console/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .body("html.head.title", notNullValue());
    }

    private static void awaitState(String id, String state) {
        await().until(() -> OPERATOR.get("/" + id).<String>path("state"), equalTo(state));
    }

    private List<Received<Offer>> offers(String campaign, int count) {
        return topics
                .awaitUntil(
                        TopicCatalog.OFFERS_ACTIVE,
                        records -> of(campaign, records).size() >= count)
                .stream()
                .filter(record -> campaign.equals(record.key()))
                .toList();
    }

    private static List<Received<Offer>> of(String campaign, List<Received<Offer>> records) {
        return records.stream().filter(record -> campaign.equals(record.key())).toList();
    }
}
