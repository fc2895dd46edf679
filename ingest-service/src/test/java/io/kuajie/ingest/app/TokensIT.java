package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.kuajie.testkit.IssuerResource;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.SigningIssuer;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who show tokens of an OpenID Connect issuer in place of keys. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(IssuerResource.class)
@WithTestResource(FormerSecret.class) // shares the start with the tests of replaced secrets
final class TokensIT {
    @SuppressWarnings("NullAway.Init") // the resource puts it in
    SigningIssuer issuer;

    @SuppressWarnings("NullAway.Init") // made before each test
    private RsaJsonWebKey key;

    @BeforeEach
    void awaitReady() throws JoseException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        key = issuer.newKey("key-" + System.nanoTime());
        issuer.publish(key);
    }

    @Test
    void operator_withAToken_mayWhatAnOperatorsKeyMay() throws JoseException {
        // When
        String token = SigningIssuer.sign(claims("kuajie-admin"), key);
        // Then
        awaitStatus(token, "/v1/partners", 200);
        given().auth().oauth2(token).get("/v1/partners").then().body("items.id", hasItem("academy"));
        given().auth().oauth2(token).get("/v1/tracking-plan").then().statusCode(403);
    }

    @Test
    void writer_withAToken_mayWhatItsScopesSayForItsPartnerOnly() throws JoseException {
        // Given
        JwtClaims claims = claims("kuajie-writer");
        claims.setStringClaim("partner", "academy");
        claims.setStringClaim("scope", "openid kuajie:catalog");
        // When
        String token = SigningIssuer.sign(claims, key);
        // Then
        awaitStatus(token, "/v1/catalog/items/nothing", 404);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"title\":\"Token\"}")
                .put("/v1/catalog/items/by-token")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(TestKeys.OPERATOR_KEY)
                .get("/v1/catalog/items?partner=academy&q=token")
                .then()
                .body("items[0].id", equalTo("by-token"));
        given().auth().oauth2(token).get("/v1/tracking-plan").then().statusCode(403);
        given().auth().oauth2(token).get("/v1/partners").then().statusCode(403);
    }

    @Test
    void token_thatIsNotTrusted_opensNothing() throws JoseException {
        // Given
        JwtClaims otherAudience = claims("kuajie-admin");
        otherAudience.setAudience("shop");
        JwtClaims expired = claims("kuajie-admin");
        expired.setExpirationTimeMinutesInTheFuture(-5);
        RsaJsonWebKey stranger = issuer.newKey(key.getKeyId());
        awaitStatus(SigningIssuer.sign(claims("kuajie-admin"), key), "/v1/partners", 200);
        // Then
        for (String token : List.of(
                SigningIssuer.sign(otherAudience, key),
                SigningIssuer.sign(expired, key),
                SigningIssuer.sign(claims("kuajie-admin"), stranger),
                "a.b.c")) {
            given().auth().oauth2(token).get("/v1/partners").then().statusCode(401);
        }
        given().auth().oauth2(TestKeys.OPERATOR_KEY).get("/v1/partners").then().statusCode(200);
    }

    /** Keys that are new at the issuer are known here after a moment. */
    private static void awaitStatus(String token, String path, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> given().auth().oauth2(token).get(path).then().statusCode(status));
    }

    private JwtClaims claims(String role) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer.name());
        claims.setAudience("kuajie");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("realm_access", Map.of("roles", List.of(role, "offline_access")));
        return claims;
    }
}
