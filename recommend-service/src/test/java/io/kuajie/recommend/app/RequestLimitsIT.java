package io.kuajie.recommend.app;

import static io.kuajie.recommend.app.Crowd.BUYER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key that asks too often is put off, whichever way its requests go, and others are not. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@TestProfile(RequestLimitsIT.Slow.class)
class RequestLimitsIT {
    /** One request in ten minutes, after a burst of three: no pause of a test's can let one more through. */
    public static final class Slow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kuajie.recommend.requests-per-second", "0.0016", "kuajie.recommend.requests-burst", "3");
        }
    }

    @Test
    void key_thatAsksTooOften_isPutOffByEveryAddress() {
        // Given: whatever the answers are, three requests use the burst up, one that the short way can't answer among
        // them
        for (String path : new String[] {
            "/v1/recommendations?domain=beauty", "/v1/recommendations?count=many", "/v1/popular?domain=beauty"
        }) {
            assertThat(ask(TestKeys.ACADEMY_STOREFRONT_KEY).get(path).statusCode())
                    .as(path)
                    .isNotEqualTo(429);
        }
        // Then
        for (String path : new String[] {
            "/v1/recommendations?domain=beauty", "/v1/popular?domain=beauty", "/v1/trending?domain=beauty"
        }) {
            ask(TestKeys.ACADEMY_STOREFRONT_KEY)
                    .get(path)
                    .then()
                    .statusCode(429)
                    .contentType(containsString("problem+json"))
                    .header("Retry-After", Integer::parseInt, greaterThan(60));
        }
        ask(TestKeys.ACADEMY_STOREFRONT_KEY)
                .contentType("application/json")
                .body(Map.of("domain", "beauty", "user", BUYER))
                .post("/v1/recommendations")
                .then()
                .statusCode(429);
        assertThat(ask(TestKeys.BLOSSOM_STOREFRONT_KEY)
                        .get("/v1/recommendations?domain=beauty")
                        .statusCode())
                .isNotEqualTo(429);
        given().get("/q/health/live").then().statusCode(200);
    }

    private static RequestSpecification ask(String key) {
        return given().auth().preemptive().basic(key, "");
    }
}
