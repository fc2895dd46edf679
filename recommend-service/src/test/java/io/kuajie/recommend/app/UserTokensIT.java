package io.kuajie.recommend.app;

import static io.kuajie.recommend.app.Crowd.BUYER;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.events.PartnerKey;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.testkit.VisitorSigner;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that stands in a page asks for the visitor whom the partner's server has signed, and for nobody else. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class UserTokensIT {
    private static final String PATH = "/v1/recommendations?domain=beauty";
    private static final String OTHER = "both-1";

    @Nullable
    TestTopics topics;

    private VisitorSigner server;

    @BeforeEach
    void writeOnce() throws JoseException {
        new Crowd(Objects.requireNonNull(topics)).writeOnce();
        server = VisitorSigner.ed25519();
    }

    @Test
    void pageKey_withTheUsersToken_getsThatUsersList() throws JoseException {
        // Given
        String key = issue(true, server.publicKey());
        // Then
        visit(key, token(BUYER)).get(PATH).then().statusCode(200).body("fallback", equalTo("none"));
        visit(key, token(BUYER))
                .header(RecommendationsResource.USER, BUYER)
                .header(RecommendationsResource.ANONYMOUS, "some-device")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("fallback", equalTo("none"));
        post(key, Map.of("domain", "beauty", "userToken", token(BUYER)), "/v1/recommendations", 200, "none");
        post(
                key,
                Map.of("domain", "beauty", "userToken", token(BUYER), "items", new String[] {"blossom:brush"}),
                "/v1/rank",
                200,
                "none");
    }

    @Test
    void pageKey_withoutAToken_asksForNobodyInParticular() {
        // Given
        String key = issue(true, server.publicKey());
        // Then
        page(key).get(PATH).then().statusCode(200).body("fallback", equalTo("popular"));
        page(key).get("/v1/popular?domain=beauty").then().statusCode(200);
        page(key)
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", Visitors.HEADER)
                .contentType(containsString("problem+json"))
                .body("detail", containsString("server signs a JWT"));
        page(key)
                .header(RecommendationsResource.ANONYMOUS, "visitor")
                .get(PATH)
                .then()
                .statusCode(401);
        post(key, Map.of("domain", "beauty", "user", BUYER), "/v1/recommendations", 401, null);
        post(
                key,
                Map.of("domain", "beauty", "anonymousId", BUYER, "items", new String[] {"blossom:brush"}),
                "/v1/rank",
                401,
                null);
    }

    @Test
    void pageKey_withATokenOfAnotherUser_isRefused() throws JoseException {
        // Given
        String key = issue(true, server.publicKey());
        // Then
        visit(key, token(OTHER))
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(403)
                .body("detail", containsString("somebody else"));
        post(
                key,
                Map.of("domain", "beauty", "user", BUYER, "userToken", token(OTHER)),
                "/v1/recommendations",
                403,
                null);
    }

    @Test
    void pageKey_withABadToken_isRefusedAndToldWhy() throws JoseException {
        // Given
        String key = issue(true, server.publicKey());
        JwtClaims blossoms = VisitorSigner.claims(BUYER, Instant.now().plusSeconds(60));
        blossoms.setIssuer(TestKeys.BLOSSOM.value());
        // Then
        refuse(key, VisitorSigner.ed25519().sign(blossoms), "not signed");
        refuse(key, server.sign(blossoms), "another 'iss'");
        refuse(key, server.sign(VisitorSigner.claims(BUYER, Instant.now().minusSeconds(120))), "has expired");
        refuse(key, token(BUYER).substring(0, 100), "not signed");
        refuse(key, "x".repeat(3_000), "characters");
    }

    @Test
    void pageKey_withATokenForAnAnonymousVisitor_asksForThatOne() throws JoseException {
        // Given
        String key = issue(true, server.publicKey());
        JwtClaims claims = VisitorSigner.claims(BUYER, Instant.now().plusSeconds(60));
        claims.unsetClaim("sub");
        claims.setStringClaim("anonymousId", "device-1");
        String token = server.sign(claims);
        // Then
        visit(key, token).get(PATH).then().statusCode(200);
        visit(key, token)
                .header(RecommendationsResource.ANONYMOUS, "device-2")
                .get(PATH)
                .then()
                .statusCode(403);
        visit(key, token)
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(403);
    }

    @Test
    void keyThatNeedsNoToken_isHeldToOneThatIsSent() throws JoseException {
        // Given
        String key = issue(false, server.publicKey());
        // Then
        page(key).header(RecommendationsResource.USER, BUYER).get(PATH).then().statusCode(200);
        visit(key, token(BUYER)).get(PATH).then().statusCode(200).body("fallback", equalTo("none"));
        visit(key, token(OTHER))
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(403);
        refuse(key, VisitorSigner.p256().sign(VisitorSigner.claims(BUYER, Instant.now())), "not signed");
    }

    @Test
    void keyWithoutAPublicKey_takesNoTokens() throws JoseException {
        visit(TestKeys.ACADEMY_STOREFRONT_KEY, token(BUYER))
                .get(PATH)
                .then()
                .statusCode(403)
                .body("detail", containsString("userTokenKey"));
        page(issue(true, null))
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void key_ofAVersionThatKnowsNoTokens_asksForWhomItLikes() {
        page(TestKeys.ACADEMY_STOREFRONT_KEY)
                .header(RecommendationsResource.USER, BUYER)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("fallback", equalTo("none"));
    }

    private String token(String user) throws JoseException {
        return server.sign(VisitorSigner.claims(user, Instant.now().plusSeconds(300)));
    }

    /** Issues a storefront key of the academy, as ingest-service does. @return the key */
    private String issue(boolean requiresUserToken, @Nullable String userTokenKey) {
        String id = UUID.randomUUID().toString();
        String secret = "kjs_" + id;
        Objects.requireNonNull(topics)
                .send(
                        TopicCatalog.PARTNER_KEYS,
                        id,
                        PartnerKey.newBuilder()
                                .setId(id)
                                .setPartner("academy")
                                .setRole("storefront")
                                .setDigest(TestKeys.digest(secret))
                                .setCreatedAt(Instant.now())
                                .setRequiresUserToken(requiresUserToken)
                                .setUserTokenKey(userTokenKey)
                                .build());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> page(secret).get(PATH).statusCode() == 200);
        return secret;
    }

    private static RequestSpecification page(String key) {
        return given().auth().preemptive().basic(key, "");
    }

    private static RequestSpecification visit(String key, String token) {
        return page(key).header(Visitors.HEADER, token);
    }

    private static void post(String key, Map<String, Object> body, String path, int status, @Nullable String fallback) {
        page(key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(status)
                .body("fallback", equalTo(fallback));
    }

    private static void refuse(String key, String token, String reason) {
        visit(key, token)
                .get(PATH)
                .then()
                .statusCode(401)
                .contentType(containsString("problem+json"))
                .body("detail", containsString(reason));
    }
}
