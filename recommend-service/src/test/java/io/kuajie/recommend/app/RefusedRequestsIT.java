package io.kuajie.recommend.app;

import static io.kuajie.recommend.app.Crowd.BUYER;
import static io.kuajie.recommend.app.Crowd.ask;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.kuajie.events.AuditedAccess;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that get no list, and are told why. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefusedRequestsIT {
    @Nullable
    TestTopics topics;

    @BeforeEach
    void writeOnce() {
        new Crowd(Objects.requireNonNull(topics)).writeOnce();
    }

    @Test
    void caller_withoutOrWithWrongKey_isRefused() {
        given().get("/v1/recommendations?domain=beauty").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("no-such-key", "")
                .get("/v1/recommendations?domain=beauty")
                .then()
                .statusCode(401)
                .contentType(containsString("problem+json"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, application/json, 404",
        "GET, /v1/policies/no/such/place, application/json, 404",
        "DELETE, /v1/recommendations, application/json, 405",
        "PUT, /v1/models, application/json, 405",
        "POST, /v1/recommendations, text/xml, 415",
    })
    void caller_withoutOrWithWrongKeyAtWhatIsNotThere_isRefusedForTheKey(
            String method, String path, String type, int withKey) {
        var sent = given().contentType(type);
        sent.request(method, path).then().statusCode(401).contentType(containsString("problem+json"));
        given().contentType(type)
                .auth()
                .oauth2("no-such-key")
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .contentType(containsString("problem+json"));
        given().contentType(type)
                .auth()
                .oauth2(TestKeys.OPERATOR_KEY)
                .request(method, path)
                .then()
                .statusCode(withKey)
                .contentType(containsString("problem+json"));
    }

    @Test
    void caller_withWrongKeyForWhatOperatorsMay_isRecorded() {
        // When
        given().auth().oauth2("no-such-key").get("/v1/models").then().statusCode(401);

        // Then
        Objects.requireNonNull(topics)
                .awaitUntil(
                        TopicCatalog.AUDIT_ACCESSES,
                        received -> received.stream()
                                .map(Received::requireValue)
                                .anyMatch(RefusedRequestsIT::isOfUnknownCaller));
    }

    private static boolean isOfUnknownCaller(AuditedAccess access) {
        return access.getService().equals("recommend-service")
                && access.getRoute().equals("/v1/models")
                && access.getStatus() == 401
                && access.getCaller() == null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/recommendations",
                "/v1/recommendations?domain=Not%20A%20Domain",
                "/v1/recommendations?domain=beauty&count=0",
                "/v1/recommendations?domain=beauty&count=101",
                "/v1/recommendations?domain=beauty&count=many",
                "/v1/recommendations?domain=beauty&explain=perhaps",
                "/v1/recommendations?domain=beauty&personalised=perhaps",
                "/v1/recommendations?domain=beauty&filter=item.prise%20%3C%202",
                "/v1/recommendations?domain=beauty&partner=***",
                "/v1/recommendations?domain=beauty&pin=1,2,3,4,5,6,7,8,9,10,11",
                "/v1/recommendations?domain=beauty&pin=blossom:"
            })
    void request_ofWrongForm_isRefusedWithAdvice(String path) {
        ask(BUYER)
                .get(path)
                .then()
                .statusCode(400)
                .contentType(containsString("problem+json"))
                .body("detail", not(equalTo("")));
    }

    @Test
    void request_forUnknownDomain_isToldTheKnownOnes() {
        ask(BUYER)
                .get("/v1/recommendations?domain=travel")
                .then()
                .statusCode(404)
                .body("detail", containsString("beauty, course"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"count\":\"x\"}",
                "{\"items\":3,\"domain\":\"beauty\"}",
                "{\"rotation\":7,\"domain\":\"beauty\"}",
                "{\"pins\":\"soap\",\"domain\":\"beauty\"}",
                "{\"pins\":[null],\"domain\":\"beauty\"}"
            })
    void body_ofWrongForm_isRefused(String body) {
        given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/recommendations")
                .then()
                .statusCode(400);
    }

    @Test
    void filter_misspelt_isToldWhere() {
        ask(BUYER)
                .queryParam("filter", "item.price > 1 && item.prise < 2")
                .get("/v1/recommendations?domain=beauty")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("filter"))
                .body("errors[0].reason", containsString("line 1, column"));
    }
}
