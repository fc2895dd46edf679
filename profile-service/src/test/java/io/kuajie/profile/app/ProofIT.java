package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.kuajie.events.Consent;
import io.kuajie.events.Profile;
import io.kuajie.events.SegmentDefinition;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What can be proved and forgotten. */
@QuarkusTest
@TestProfile(ServiceInProcess.QuickFits.class)
@QuarkusTestResource(PlatformResource.class)
class ProofIT extends ServiceInProcess {
    @Test
    void erasure_ofALeaf_leavesATombstoneAndNothingToExport() {
        // Given
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "fred");
        awaitProfile(leaf.toString(), send(leaf, Action.BUY, "hair"));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/export", leaf.toString())
                .then()
                .statusCode(200)
                .body("profile.counts.buy", equalTo(1));
        as(TestKeys.OPERATOR_KEY)
                .post("/v1/profiles/{person}/recompute", leaf.toString())
                .then()
                .statusCode(200)
                .body("agrees", equalTo(true))
                .body("leaves[0].events", equalTo(1))
                .body("leaves[0].complete", equalTo(true));

        // When
        topics().send(
                        TopicCatalog.PRIVACY_ERASURES,
                        leaf.toString(),
                        new io.kuajie.events.Erasure(leaf.toString(), "request-1", Instant.now()));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(profiles()).doesNotContainKey(leaf.toString()));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/export", leaf.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void refusalOfAnalytics_leavesTheProfileAndEndsMemberships() {
        // Given
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "ruth");
        topics().send(
                        TopicCatalog.PROFILE_DEFINITIONS,
                        "shoppers",
                        new SegmentDefinition("shoppers", "'cart' in person.counts", Map.of(), Instant.now()));
        send(leaf, Action.CART, "hair");
        await().atMost(PATIENCE).untilAsserted(() -> portrait(leaf).then().body("segments", hasItem("shoppers")));

        // When
        topics().send(
                        TopicCatalog.PRIVACY_CONSENTS,
                        leaf + "|analytics",
                        new Consent(leaf.toString(), "analytics", "REVOKED", Instant.now(), null, null));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> portrait(leaf).then().statusCode(200).body("segments", empty()));
    }

    private static Response portrait(LeafKey leaf) {
        return as(TestKeys.OPERATOR_KEY).get("/v1/profiles/{person}/portrait", leaf.toString());
    }

    @Test
    void recount_ofEverybody_agreesUntilAProfileIsTamperedWith() {
        // Given
        LeafKey course = leaf(TestKeys.ACADEMY, "grace");
        LeafKey beauty = leaf(TestKeys.BLOSSOM, "grace");
        send(course, Action.BUY, "english");
        topics().send(TopicCatalog.IDENTITY_LINKS, beauty.toString(), Records.link(beauty, course.toString(), 1));
        long last = send(beauty, Action.CART, "hair");
        LeafKey other = leaf(TestKeys.BLOSSOM, "henry");
        awaitProfile(other.toString(), send(other, Action.BROWSE, "nails"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, "grace")
                        .then()
                        .body("person", equalTo(course.toString()))
                        .body("asOf", equalTo("0@" + last)));

        // When: a link counts as on its way until it is committed.
        JsonPath honest =
                await().atMost(PATIENCE).until(() -> recount(Map.of()), report -> report.getLong("report.moving") == 0);

        // Then
        assertThat(honest.getList("report.differences")).isEmpty();
        assertThat(honest.getBoolean("report.agrees")).isTrue();
        assertThat(honest.getBoolean("report.complete")).isTrue();
        assertThat(honest.getLong("report.people")).isGreaterThanOrEqualTo(2);
        assertThat(honest.getLong("report.events")).isGreaterThanOrEqualTo(3);

        // When
        Profile honestly = Objects.requireNonNull(profiles().get(course.toString()));
        Profile tampered = withCounts(honestly, Map.of("buy", 2L));
        topics().send(TopicCatalog.PROFILE_STATE, course.toString(), tampered);
        JsonPath tamperedWith = recount(Map.of());
        JsonPath ofAnother = recount(Map.of("people", List.of(other.toString())));

        // Then
        assertThat(tamperedWith.getLong("report.differing")).isEqualTo(1);
        assertThat(tamperedWith.getString("report.differences[0].person")).isEqualTo(course.toString());
        assertThat(tamperedWith.getString("report.differences[0].differences[0]"))
                .isEqualTo("counts: {buy=1, cart=1} by the log, {buy=2} told");
        assertThat(ofAnother.getLong("report.people")).isEqualTo(1);
        assertThat(ofAnother.getBoolean("report.agrees")).isTrue();

        // When
        topics().send(TopicCatalog.PROFILE_STATE, course.toString(), honestly);
        topics().send(TopicCatalog.PROFILE_STATE, other.toString(), null);
        JsonPath lost = recount(Map.of());

        // Then
        assertThat(lost.getString("report.differences[0].person")).isEqualTo(other.toString());
        assertThat(lost.getList("report.differences")).hasSize(1);
        as(TestKeys.BLOSSOM_WRITE_KEY).get("/v1/recomputation").then().statusCode(403);
        as(TestKeys.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("tolerance", 2))
                .post("/v1/recomputation")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static Profile withCounts(Profile profile, Map<String, Long> counts) {
        return new Profile(
                profile.getPerson(),
                profile.getLeaves(),
                profile.getLayout(),
                profile.getVector(),
                profile.getDimensions(),
                profile.getItems(),
                counts,
                profile.getSpend(),
                profile.getCluster(),
                profile.getFirstAt(),
                profile.getEvaluatedAt(),
                profile.getVersion());
    }

    private static JsonPath recount(Map<String, ?> order) {
        as(TestKeys.OPERATOR_KEY)
                .contentType("application/json")
                .body(order)
                .post("/v1/recomputation")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(TestKeys.OPERATOR_KEY)
                        .get("/v1/recomputation")
                        .then()
                        .body("state", equalTo("DONE")));
        return as(TestKeys.OPERATOR_KEY).get("/v1/recomputation").jsonPath();
    }
}
