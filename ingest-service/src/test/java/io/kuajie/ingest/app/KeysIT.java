package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.kuajie.events.KeyUse;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.testkit.VisitorSigner;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformResource.class)
final class KeysIT {
    private static final String KEYS = "/v1/partners/academy/keys";
    private static final String EVENT = """
            {"userId":"u-keys","event":"Product Viewed","properties":{"product_id":"java"}}""";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void key_issued_opensTheDoorAndIsShownOnce() {
        // When
        JsonPath issued = issue("{\"kind\":\"write\",\"label\":\"Laden 门店\"}");
        // Then
        assertThat(track(issued.getString("key"))).isEqualTo(200);
        String listed = operator().get(KEYS).asString();
        assertThat(listed).contains(issued.getString("id"), "Laden 门店").doesNotContain(issued.getString("key"));
        assertThat(topics.readAll(TopicCatalog.PARTNER_KEYS).toString())
                .contains(issued.getString("id"))
                .doesNotContain(issued.getString("key"));
    }

    @Test
    void key_thatIsUsed_showsWhenAndOneThatIsNotDoesNot() {
        // Given
        JsonPath used = issue("{\"kind\":\"write\"}");
        JsonPath idle = issue("{\"kind\":\"write\"}");
        JsonPath elsewhere = issue("{\"kind\":\"storefront\"}");
        Instant before = Instant.now().minusSeconds(2);
        // When
        assertThat(track(used.getString("key"))).isEqualTo(200);
        topics.send(
                TopicCatalog.PARTNER_KEY_USES,
                elsewhere.getString("id"),
                new KeyUse(elsewhere.getString("id"), Instant.parse("2026-03-01T08:00:00Z")));
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Instant.parse(Objects.requireNonNullElse(lastUse(used), "1970-01-01T00:00:00Z")))
                    .isAfter(before);
            assertThat(lastUse(elsewhere)).isEqualTo("2026-03-01T08:00:00Z");
        });
        assertThat(lastUse(idle)).isNull();
    }

    @Test
    void key_limitedToScopes_opensNothingElse() {
        // When
        String events = issue("{\"kind\":\"write\",\"scopes\":[\"events\"]}").getString("key");
        String catalog = issue("{\"kind\":\"write\",\"scopes\":[\"catalog\"]}").getString("key");
        // Then
        assertThat(track(events)).isEqualTo(200);
        assertThat(track(catalog)).isEqualTo(403);
        given().auth().oauth2(events).get("/v1/catalog/items/java").then().statusCode(403);
        given().auth().oauth2(catalog).get("/v1/catalog/items/nothing").then().statusCode(404);
        given().auth()
                .oauth2(catalog)
                .body("{}")
                .post("/v1/privacy/requests")
                .then()
                .statusCode(403);
    }

    @Test
    void key_rotated_staysValidForTheGraceTime() {
        // Given
        JsonPath old = issue("{\"kind\":\"write\",\"scopes\":[\"events\"]}");
        // When
        JsonPath fresh = rotate(old.getString("id"), "{\"grace\":\"PT1H\"}");
        JsonPath freshest = rotate(fresh.getString("id"), "{\"grace\":\"PT0S\"}");
        // Then
        assertThat(track(old.getString("key"))).isEqualTo(200);
        assertThat(track(fresh.getString("key"))).isEqualTo(401);
        assertThat(track(freshest.getString("key"))).isEqualTo(200);
        assertThat(freshest.getList("scopes")).isEqualTo(old.getList("scopes"));
    }

    @Test
    void key_revoked_opensNothingWhateverIsSaidAfterwards() {
        // Given
        JsonPath key = issue("{\"kind\":\"write\"}");
        String id = key.getString("id");
        rotate(id, "{\"grace\":\"PT24H\"}");
        // When
        operator().delete(KEYS + "/" + id).then().statusCode(204);
        // Then
        assertThat(track(key.getString("key"))).isEqualTo(401);
        operator().body("{}").post(KEYS + "/" + id + ":rotate").then().statusCode(409);
        operator().delete(KEYS + "/" + id).then().statusCode(204);
        given().auth()
                .oauth2(key.getString("key"))
                .get("/v1/catalog/items/java")
                .then()
                .statusCode(401);
    }

    @Test
    void key_withAnExpiry_opensNothingFromThenOn() {
        // When
        String key = issue("{\"kind\":\"write\",\"expiresAt\":\"%s\"}"
                        .formatted(Instant.now().plusMillis(1500)))
                .getString("key");
        // Then
        assertThat(track(key)).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> track(key) == 401);
    }

    @Test
    void storefrontKey_issued_requiresUserTokensAndOpensNoProfiles() throws JoseException {
        // Given
        VisitorSigner server = VisitorSigner.ed25519();
        // When
        JsonPath issued = issue("{\"kind\":\"storefront\",\"userTokenKey\":%s}".formatted(server.publicKey()));
        // Then
        assertThat(issued.getBoolean("requiresUserToken")).isTrue();
        assertThat(issued.getString("userTokenKey.crv")).isEqualTo("Ed25519");
        assertThat(issued.getList("scopes")).isEqualTo(List.of("recommend"));
        assertThat(topics.readAll(TopicCatalog.PARTNER_KEYS))
                .filteredOn(word -> issued.getString("id").equals(word.key()))
                .singleElement()
                .satisfies(word -> {
                    assertThat(word.requireValue().getRequiresUserToken()).isTrue();
                    assertThat(word.requireValue().getUserTokenKey()).contains("Ed25519");
                });
    }

    @Test
    void storefrontKey_rotated_keepsItsRuleAndTakesAnotherPublicKey() throws JoseException {
        // Given
        JsonPath old = issue("{\"kind\":\"storefront\",\"userTokenKey\":%s}"
                .formatted(VisitorSigner.ed25519().publicKey()));
        // When
        JsonPath same = rotate(old.getString("id"), "{\"grace\":\"PT1H\"}");
        JsonPath fresh = rotate(
                same.getString("id"),
                "{\"userTokenKey\":%s}".formatted(VisitorSigner.p256().publicKey()));
        // Then
        assertThat(same.getString("userTokenKey")).isEqualTo(old.getString("userTokenKey"));
        assertThat(fresh.getString("userTokenKey.crv")).isEqualTo("P-256");
        assertThat(fresh.getBoolean("requiresUserToken")).isTrue();
    }

    @Test
    void storefrontKey_forAServer_asksForWhomItLikes() {
        // When
        JsonPath issued = issue("{\"kind\":\"storefront\",\"requiresUserToken\":false,\"scopes\":[\"profiles\"]}");
        // Then
        assertThat(issued.getBoolean("requiresUserToken")).isFalse();
        assertThat(issued.getString("userTokenKey")).isNull();
        assertThat(issue("{\"kind\":\"write\"}").getBoolean("requiresUserToken"))
                .isFalse();
    }

    @Test
    void storefrontKey_withAPrivateKey_isRefusedWithoutShowingIt() throws JoseException {
        // Given
        String pair = VisitorSigner.ed25519().bothKeys();
        // When
        String refusal = operator()
                .body("{\"kind\":\"storefront\",\"userTokenKey\":%s}".formatted(pair))
                .post(KEYS)
                .then()
                .statusCode(400)
                .extract()
                .asString();
        // Then
        assertThat(refusal).contains("userTokenKey", "make another pair").doesNotContain("\"d\"");
    }

    @Test
    void keys_ofAnotherInstance_areFollowedFromTheTopic() {
        // Given
        String secret = "kjw_" + UUID.randomUUID();
        var word = io.kuajie.events.PartnerKey.newBuilder()
                .setId("elsewhere")
                .setPartner("blossom")
                .setRole("writer")
                .setDigest(TestKeys.digest(secret))
                .setCreatedAt(Instant.now())
                .build();
        // When
        topics.send(TopicCatalog.PARTNER_KEYS, "elsewhere", word);
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> track(secret) == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"kind\":\"admin\"}",
                "{\"kind\":\"storefront\",\"scopes\":[\"events\"]}",
                "{\"kind\":\"write\",\"scopes\":\"events\"}",
                "{\"kind\":\"write\",\"requiresUserToken\":true}",
                "{\"kind\":\"write\",\"userTokenKey\":{\"kty\":\"OKP\"}}",
                "{\"kind\":\"storefront\",\"userTokenKey\":{\"kty\":\"OKP\"}}",
                "{\"kind\":\"storefront\",\"userTokenKey\":\"secret\"}",
                "{\"kind\":\"storefront\",\"requiresUserToken\":\"yes\"}",
                "{\"kind\":\"storefront\",\"scopes\":[\"profiles\"]}",
                "{\"kind\":\"write\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}"
            })
    void key_askedForBadly_isRefused(String body) {
        operator().body(body).post(KEYS).then().statusCode(400);
    }

    @Test
    void keys_areForOperatorsOnly() {
        given().auth().oauth2("academy-write-key").get(KEYS).then().statusCode(403);
        given().get(KEYS).then().statusCode(401);
        operator().get("/v1/partners/nobody/keys").then().statusCode(404);
        operator().delete("/v1/partners/blossom/keys/unknown").then().statusCode(404);
        operator().get("/v1/partners").then().body("items.id", hasItem("academy"), "items.id", not(hasItem("nobody")));
    }

    private static JsonPath issue(String body) {
        return operator().body(body).post(KEYS).then().statusCode(201).extract().jsonPath();
    }

    private static JsonPath rotate(String id, String body) {
        return operator()
                .body(body)
                .post(KEYS + "/" + id + ":rotate")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static int track(String key) {
        return given().auth()
                .preemptive()
                .basic(key, "")
                .body(EVENT)
                .post("/v1/track")
                .statusCode();
    }

    private static RequestSpecification operator() {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(TestKeys.OPERATOR_KEY)
                .contentType("application/json");
    }

    private static @Nullable String lastUse(JsonPath key) {
        return operator()
                .get(KEYS)
                .jsonPath()
                .getString("items.find { it.id == '%s' }.lastUsedAt".formatted(key.getString("id")));
    }
}
