package io.kuajie.profile.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kuajie.events.ClusterModel;
import io.kuajie.events.Profile;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Clusters and segments. */
@QuarkusTest
@TestProfile(ServiceInProcess.QuickFits.class)
@QuarkusTestResource(PlatformResource.class)
class GroupsIT extends ServiceInProcess {
    private static final Logger LOG = Logger.getLogger(GroupsIT.class);

    @Test
    void clusters_ofEnoughPeople_appearAndLabelEverybody() {
        // Given
        List<LeafKey> leaves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LeafKey leaf = leaf(TestKeys.BLOSSOM, "crowd-" + i);
            leaves.add(leaf);
            send(leaf, Action.BROWSE, i % 2 == 0 ? "perfume" : "nails");
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Profile> profiles = profiles();
            Set<String> even = labels(profiles, leaves, 0);
            Set<String> odd = labels(profiles, leaves, 1);
            assertThat(even).hasSize(1);
            assertThat(odd).hasSize(1).doesNotContainAnyElementsOf(even);
        });
        ClusterModel active = topics().readAll(TopicCatalog.PROFILE_CLUSTERS).stream()
                .filter(record -> TopicCatalog.ACTIVE.equals(record.key()))
                .map(Received::requireValue)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(active.getDimension()).isEqualTo(64);
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/clusters")
                .then()
                .statusCode(200)
                .body("model", containsString("kmeans-"))
                .body("clusters.size.sum()", greaterThanOrEqualTo(8))
                .body("clusters[0].titles.'zh-CN'", notNullValue());
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}", leaves.getFirst().toString())
                .then()
                .body("cluster.titles.en", containsString("beauty · perfume, mostly browse"));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/clusters/map")
                .then()
                .statusCode(200)
                .body("size()", equalTo(active.getClusters().size()))
                .body("x.min()", org.hamcrest.Matchers.lessThan(0f));
        assertPartnerSeesNothingOfFewPeople("crowd-0", leaves.getFirst());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of("drift", "sse", "silhouette", "people"))
                        .allSatisfy(figure -> assertThat(
                                        given().get("/q/metrics").asString())
                                .containsPattern("kuajie_profile_clusters_" + figure + "(\\{[^}]*})? -?[0-9]")));
        as(TestKeys.ACADEMY_WRITE_KEY).get("/v1/clusters/c99").then().statusCode(404);
        assertPartnerSeesNoLabelThatOthersMade(leaves.getFirst(), "crowd-0");
    }

    /** There are fewer than a hundred people here. */
    private static void assertPartnerSeesNothingOfFewPeople(String user, LeafKey leaf) {
        as(TestKeys.ACADEMY_WRITE_KEY)
                .get("/v1/clusters")
                .then()
                .statusCode(200)
                .body("model", containsString("kmeans-"))
                .body("clusters.size()", greaterThanOrEqualTo(2))
                .body("clusters.fewerThan", everyItem(equalTo(100)))
                .body("clusters.findAll { it.size || it.share || it.titles }", hasSize(0))
                .body("people", nullValue())
                .body("sse", nullValue());
        as(TestKeys.ACADEMY_WRITE_KEY)
                .get("/v1/clusters/c1")
                .then()
                .statusCode(200)
                .body("fewerThan", equalTo(100))
                .body("size", nullValue());
        as(TestKeys.ACADEMY_WRITE_KEY)
                .get("/v1/clusters/map")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, user)
                .then()
                .statusCode(200)
                .body("cluster.id", notNullValue())
                .body("cluster.fewerThan", equalTo(100))
                .body("cluster.titles", nullValue())
                .body("cluster.distance", nullValue());
        as(TestKeys.BLOSSOM_WRITE_KEY)
                .get("/v1/profiles/{person}/portrait", leaf.toString())
                .then()
                .statusCode(200)
                .body("interests[0].category", equalTo("perfume"))
                .body("next", nullValue())
                .body("population", nullValue());
    }

    /** Whom one partner knows by what they did and the other by what they said of themselves alone. */
    private void assertPartnerSeesNoLabelThatOthersMade(LeafKey known, String user) {
        // Given
        LeafKey quiet = leaf(TestKeys.ACADEMY, user);
        identify(quiet, Map.of(Trait.GENDER, "female"));
        topics().send(TopicCatalog.IDENTITY_LINKS, known.toString(), Records.link(known, quiet.toString(), 1));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> lookup(TestKeys.BLOSSOM_WRITE_KEY, user)
                        .then()
                        .statusCode(200)
                        .body("person", equalTo(quiet.toString()))
                        .body("cluster.id", notNullValue()));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}", quiet.toString())
                .then()
                .body("leaves", hasSize(2))
                .body("cluster.id", notNullValue());
        lookup(TestKeys.ACADEMY_WRITE_KEY, user)
                .then()
                .statusCode(200)
                .body("person", equalTo(quiet.toString()))
                .body("cluster", nullValue());
    }

    @Test
    void segment_definedByCondition_isCheckedAndHoldsExactlyThoseWhoMeetIt() {
        // Given
        put("waverers", "person.nonsense > 1").statusCode(400).body("errors[0].field", equalTo("condition"));
        // Of a category that nobody else here deals with.
        put("waverers", "'gua-sha' in person.categories && 'cart' in person.counts && !('buy' in person.counts)")
                .statusCode(200)
                .body("timed", equalTo(false));
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(TestKeys.OPERATOR_KEY)
                        .get("/v1/segments/waverers")
                        .then()
                        .statusCode(200));
        LeafKey erin = leaf(TestKeys.BLOSSOM, "erin");
        LeafKey frank = leaf(TestKeys.BLOSSOM, "frank");

        // When
        send(erin, Action.CART, "gua-sha");
        Received<SegmentMembership> entered = awaitEntry(erin);
        Duration seen = Duration.between(entered.timestamp(), Instant.now());
        send(frank, Action.CART, "gua-sha");
        awaitEntry(frank);
        awaitProfile(frank.toString(), send(frank, Action.BUY, "gua-sha"));

        // Then
        Duration decided =
                Duration.between(entered.timestamp(), entered.requireValue().getChangedAt());
        LOG.infof(
                "From an event's record to its membership: decided after %d ms, read from the topic after %d ms",
                decided.toMillis(), seen.toMillis());
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/segments/waverers/size")
                .then()
                .statusCode(200)
                .body("people", equalTo(1));
        as(TestKeys.BLOSSOM_WRITE_KEY).get("/v1/segments").then().statusCode(403);
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/portrait", erin.toString())
                .then()
                .statusCode(200)
                .body("segments", hasItem("waverers"))
                .body("next", hasSize(5))
                .body("population", greaterThanOrEqualTo(1))
                .body("interests[0].category", equalTo("gua-sha"));
    }

    @Test
    void neighbours_ofSomebody_areThoseMostAlike_nearestFirst() {
        // Given: one did the same, one half of it, and everybody else something different
        LeafKey gina = leaf(TestKeys.BLOSSOM, "gina");
        LeafKey hanna = leaf(TestKeys.BLOSSOM, "hanna");
        LeafKey iris = leaf(TestKeys.BLOSSOM, "iris");
        for (LeafKey leaf : List.of(gina, hanna, iris)) {
            awaitProfile(leaf.toString(), send(leaf, Action.COMMENT, "incense"));
        }
        for (LeafKey leaf : List.of(gina, hanna)) {
            awaitProfile(leaf.toString(), send(leaf, Action.COMMENT, "tattoos"));
        }

        // Then
        JsonPath found = as(TestKeys.OPERATOR_KEY)
                .queryParam("limit", 2)
                .get("/v1/profiles/{person}/neighbours", gina.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(found.getList("person")).containsExactly(hanna.toString(), iris.toString());
        assertThat(found.getDouble("[0].similarity")).isCloseTo(1, within(1e-3));
        assertThat(found.getDouble("[1].similarity")).isBetween(0.5, 0.95);
        as(TestKeys.BLOSSOM_WRITE_KEY)
                .get("/v1/profiles/{person}/neighbours", gina.toString())
                .then()
                .statusCode(403);
    }

    @Test
    void segment_thatDependsOnTime_saysSoFromTheStart() {
        // When
        put("lately-here", "'cart' in recent.in_domain('beauty', 7)")
                .statusCode(200)
                .body("timed", equalTo(true));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(TestKeys.OPERATOR_KEY)
                        .get("/v1/segments/lately-here")
                        .then()
                        .statusCode(200)
                        .body("timed", equalTo(true)));
        as(TestKeys.OPERATOR_KEY).delete("/v1/segments/lately-here").then().statusCode(204);
    }

    @Test
    void reviews_withStars_areLearntAndKept() {
        // Given
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "ivy");

        // When
        long last = review(leaf, "非常喜欢", 5);

        // Then
        awaitProfile(leaf.toString(), last);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics().readAll(TopicCatalog.PROFILE_TONES))
                        .anySatisfy(record ->
                                assertThat(record.requireValue().getLessons()).isPositive()));
    }

    private static ValidatableResponse put(String segment, String condition) {
        return as(TestKeys.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("condition", condition))
                .put("/v1/segments/" + segment)
                .then();
    }

    private Received<SegmentMembership> awaitEntry(LeafKey leaf) {
        return topics()
                .awaitUntil(
                        TopicCatalog.PROFILE_SEGMENTS,
                        records -> records.stream().anyMatch(record -> isEntry(record, leaf)))
                .stream()
                .filter(record -> isEntry(record, leaf))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isEntry(Received<SegmentMembership> record, LeafKey leaf) {
        return (leaf + "|waverers").equals(record.key())
                && record.value() != null
                && record.requireValue().getEntered();
    }

    private static Set<String> labels(Map<String, Profile> profiles, List<LeafKey> leaves, int first) {
        Set<String> labels = new HashSet<>();
        for (int i = first; i < leaves.size(); i += 2) {
            Profile profile = profiles.get(leaves.get(i).toString());
            labels.add(
                    profile == null || profile.getCluster() == null
                            ? "none of " + i
                            : profile.getCluster().getCluster());
        }
        return labels;
    }
}
