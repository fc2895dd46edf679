package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Consent;
import io.kuajie.events.IdentityClaim;
import io.kuajie.events.Link;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
final class IdentityIT {
    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    private final String mark = UUID.randomUUID().toString();

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void identify_withAnonymousId_linksTheDeviceAndTheDeclarationOfPartnersToo() {
        // When
        academy("identify", "{\"userId\":\"%1$s-u\",\"anonymousId\":\"%1$s-d\"}");
        academy("identity/links", "{\"userId\":\"%1$s-u\",\"sameAs\":{\"partner\":\"blossom\",\"userId\":\"%1$s-b\"}}");
        // Then
        String user = leaf(TestKeys.ACADEMY, Kind.USER, "-u");
        String device = leaf(TestKeys.ACADEMY, Kind.ANONYMOUS, "-d");
        String blossom = leaf(TestKeys.BLOSSOM, Kind.USER, "-b");
        awaitPerson(device, user);
        awaitPerson(blossom, user);
        assertThat(wordsOn(device).getFirst().getMethod()).isEqualTo("alias");
    }

    @Test
    void alias_ofAPreviousId_linksItAndIsTakenBackOnDemand() {
        // Given
        academy("alias", "{\"userId\":\"%1$s-u\",\"previousId\":\"%1$s-p\"}");
        String user = leaf(TestKeys.ACADEMY, Kind.USER, "-u");
        String device = leaf(TestKeys.ACADEMY, Kind.ANONYMOUS, "-p");
        awaitPerson(device, user);
        // When
        academy("identity/links:remove", "{\"userId\":\"%1$s-u\",\"anonymousId\":\"%1$s-p\"}");
        // Then
        awaitPerson(device, null);
        assertThat(wordsOn(device)).extracting(Link::getVersion).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void matchKeys_ofTwoPartners_linkWhileBothConsent() {
        // Given
        String traits =
                "{\"userId\":\"%1$s-u\",\"traits\":{\"email\":\" Li.%1$s@Example.com\",\"phone\":\"13812345678\"}}";
        String user = leaf(TestKeys.ACADEMY, Kind.USER, "-u");
        String other = leaf(TestKeys.BLOSSOM, Kind.USER, "-v");
        academy("identify", traits);
        consent(TestKeys.ACADEMY_WRITE_KEY, "-u", "GRANTED");
        consent(TestKeys.BLOSSOM_WRITE_KEY, "-v", "GRANTED");
        // When
        post(
                TestKeys.BLOSSOM_WRITE_KEY,
                "identify",
                "{\"userId\":\"%1$s-v\",\"traits\":{\"email\":\"li.%1$s@example.com\"}}");
        // Then
        awaitPerson(other, user);
        consent(TestKeys.ACADEMY_WRITE_KEY, "-u", "REVOKED");
        awaitPerson(other, null);
        consent(TestKeys.ACADEMY_WRITE_KEY, "-u", "GRANTED");
        awaitPerson(other, user);
        assertThat(topics.readAll(TopicCatalog.IDENTITY_CLAIMS).toString())
                .contains("#mail:")
                .doesNotContain("example.com", "13812345678");
    }

    @Test
    void erasure_takesTheMatchKeysAlong() {
        // Given
        String user = leaf(TestKeys.ACADEMY, Kind.USER, "-u");
        String device = leaf(TestKeys.ACADEMY, Kind.ANONYMOUS, "-d");
        academy("identify", "{\"userId\":\"%1$s-u\",\"anonymousId\":\"%1$s-d\"}");
        awaitPerson(device, user);
        // When
        academy("privacy/requests", "{\"userId\":\"%1$s-u\",\"kind\":\"erasure\"}");
        // Then
        awaitPerson(device, null);
        assertThat(topics.awaitUntil(
                        TopicCatalog.IDENTITY_LINKS,
                        read -> read.stream().anyMatch(word -> user.equals(word.key()) && word.value() == null)))
                .isNotEmpty();
    }

    @Test
    void rotation_takesConsentsAlongUntilTheyAreReplaced() {
        // Given
        String former = leaf(TestKeys.ACADEMY, Kind.USER, "-former");
        String present = leaf(TestKeys.ACADEMY, Kind.USER, "-u");
        Instant said = Instant.now().minusSeconds(60);
        topics.send(
                TopicCatalog.PRIVACY_CONSENTS,
                former + "|personalization",
                new Consent(former, "personalization", "GRANTED", said, null, "v1"));
        // When
        topics.send(
                TopicCatalog.IDENTITY_CLAIMS,
                former + "|rotation",
                new IdentityClaim(former, "rotation", present, true, false, Instant.now()));
        // Then
        awaitConsent(present, "GRANTED");
        academy("privacy/consents", "{\"userId\":\"%1$s-u\",\"purposes\":{\"personalization\":\"REVOKED\"}}");
        awaitConsent(present, "REVOKED");
        topics.send(
                TopicCatalog.PRIVACY_CONSENTS,
                former + "|personalization",
                new Consent(former, "personalization", "GRANTED", Instant.now().plusSeconds(60), null, "v2"));
        awaitConsent(present, "GRANTED");
    }

    /** As readers do: of all that the topic says of a leaf, what was said last holds. */
    private void awaitConsent(String leaf, String status) {
        topics.awaitUntil(
                TopicCatalog.PRIVACY_CONSENTS,
                read -> standing(read).stream()
                        .filter(word -> word.getLeaf().equals(leaf))
                        .max(Comparator.comparing(Consent::getGivenAt))
                        .filter(word -> word.getStatus().equals(status))
                        .isPresent());
    }

    /** The latest word under each key that was not taken back. */
    private static Collection<Consent> standing(List<Received<Consent>> read) {
        Map<String, Consent> wordByKey = new HashMap<>();
        for (Received<Consent> word : read) {
            String key = Objects.requireNonNull(word.key());
            if (word.value() == null) {
                wordByKey.remove(key);
            } else {
                wordByKey.put(key, word.value());
            }
        }
        return wordByKey.values();
    }

    private void awaitPerson(String alias, @Nullable String person) {
        topics.awaitUntil(TopicCatalog.IDENTITY_LINKS, read -> {
            List<Link> words = words(read, alias);
            return !words.isEmpty() && Objects.equals(words.getLast().getPerson(), person);
        });
    }

    private List<Link> wordsOn(String alias) {
        return words(topics.readAll(TopicCatalog.IDENTITY_LINKS), alias);
    }

    private static List<Link> words(List<Received<Link>> read, String alias) {
        return read.stream()
                .filter(word -> alias.equals(word.key()) && word.value() != null)
                .map(Received::requireValue)
                .toList();
    }

    private void consent(String key, String user, String status) {
        post(
                key,
                "privacy/consents",
                "{\"userId\":\"%1$s" + user + "\",\"purposes\":{\"cross_partner\":\"" + status + "\"}}");
    }

    private void academy(String call, String body) {
        post(TestKeys.ACADEMY_WRITE_KEY, call, body);
    }

    private void post(String key, String call, String body) {
        int status = given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(key, "")
                .contentType("application/json")
                .body(body.formatted(mark))
                .post("/v1/" + call)
                .statusCode();
        assertThat(status).isBetween(200, 202);
    }

    private String leaf(PartnerId partner, Kind kind, String id) {
        return TestKeys.pseudonymizer().leaf(partner, kind, mark + id).toString();
    }
}
