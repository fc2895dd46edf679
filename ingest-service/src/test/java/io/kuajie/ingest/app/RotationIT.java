package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.Consent;
import io.kuajie.events.Link;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.IssuerResource;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A door whose secret of pseudonyms was replaced. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(IssuerResource.class) // spares a start: it is that of the tests of tokens
@WithTestResource(FormerSecret.class)
final class RotationIT extends DoorInProcess {
    private final String user = "u-" + UUID.randomUUID();
    private final String device = "d-" + UUID.randomUUID();

    @Test
    void person_seenUnderTheNewSecret_isTiedToTheOldPseudonymOnceAndConsentsGoAlong() {
        // Given
        String former = leaf(FormerSecret.pseudonymizer(), Kind.USER, user);
        String present = leaf(TestKeys.pseudonymizer(), Kind.USER, user);
        topics.send(
                TopicCatalog.PRIVACY_CONSENTS,
                former + "|personalization",
                new Consent(former, "personalization", "GRANTED", Instant.now().minusSeconds(60), null, "v1"));
        // When
        Behavior first = seen(user, device);
        Behavior second = seen(user, device);
        // Then: events count for the new pseudonym alone, and the old one, of user and device, is another name of it
        assertThat(List.of(first.getLeaf(), second.getLeaf())).containsOnly(present);
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW)).noneMatch(raw -> former.equals(raw.key()));
        assertThat(personOf(former)).isEqualTo(present);
        assertThat(personOf(leaf(FormerSecret.pseudonymizer(), Kind.ANONYMOUS, device)))
                .isEqualTo(leaf(TestKeys.pseudonymizer(), Kind.ANONYMOUS, device));
        assertThat(topics.readAll(TopicCatalog.IDENTITY_CLAIMS))
                .filteredOn(claim -> claim.requireValue().getLeaf().equals(former))
                .singleElement()
                .satisfies(
                        claim -> assertThat(claim.requireValue().getRelation()).isEqualTo("rotation"));
        assertThat(awaitConsent(present).getStatus()).isEqualTo("GRANTED");
    }

    @Test
    void erasure_ofAPersonNotSeenAgain_forgetsTheOldPseudonymToo() {
        // When
        academy()
                .body("{\"userId\":\"%s\",\"kind\":\"erasure\"}".formatted(user))
                .post("/v1/privacy/requests")
                .then()
                .statusCode(202);
        // Then
        Set<String> both = Set.of(
                leaf(FormerSecret.pseudonymizer(), Kind.USER, user), leaf(TestKeys.pseudonymizer(), Kind.USER, user));
        assertThat(awaitOf(TopicCatalog.PRIVACY_ERASURES, both, 2))
                .extracting(erasure -> Objects.requireNonNull(erasure.key()))
                .containsExactlyInAnyOrderElementsOf(both);
    }

    private Behavior seen(String userId, String anonymousId) {
        String id = UUID.randomUUID().toString();
        academy()
                .body(
                        "{\"messageId\":\"%s\",\"userId\":\"%s\",\"anonymousId\":\"%s\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"java\"}}"
                                .formatted(id, userId, anonymousId))
                .post("/v1/track")
                .then()
                .statusCode(200);
        return cleanOf(id);
    }

    private String personOf(String alias) {
        Link link =
                awaitOf(TopicCatalog.IDENTITY_LINKS, Set.of(alias), 1).getLast().requireValue();
        assertThat(link.getMethod()).isEqualTo("rotation");
        return link.getPerson();
    }

    private Consent awaitConsent(String leaf) {
        return topics
                .awaitUntil(
                        TopicCatalog.PRIVACY_CONSENTS,
                        read -> read.stream()
                                .anyMatch(word -> word.value() != null
                                        && word.requireValue().getLeaf().equals(leaf)))
                .stream()
                .filter(word ->
                        word.value() != null && word.requireValue().getLeaf().equals(leaf))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .requireValue();
    }

    private static String leaf(Pseudonymizer pseudonymizer, Kind kind, String id) {
        return pseudonymizer.leaf(TestKeys.ACADEMY, kind, id).toString();
    }
}
