package io.kuajie.profile.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.kuajie.events.ClusterModel;
import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProfileIT.QuickFits.class)
@QuarkusTestResource(value = PlatformResource.class, restrictToAnnotatedClass = true)
class ProfileIT {
    /** Cluster fits every half second. */
    public static class QuickFits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kuajie.profile.clusters.interval", "500ms");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pseudonymizer PSEUDONYMS = TestKeys.pseudonymizer();
    private static long offset;

    @Nullable
    TestTopics injected;

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void events_ofOneLeaf_appearInTopicAndLookup() {
        // Given
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "alice");

        // When
        send(leaf, Action.BROWSE, "skin-care");
        long last = send(leaf, Action.BUY, "skin-care");

        // Then
        Profile profile = awaitProfile(leaf.toString(), last);
        assertThat(profile.getCounts()).isEqualTo(Map.of("browse", 1L, "buy", 1L));
        lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, "alice")
                .then()
                .statusCode(200)
                .body("person", equalTo(leaf.toString()))
                .body("asOf", equalTo("0@" + last))
                .body("counts.buy", equalTo(1))
                .body("leaves[0].partner", equalTo("blossom"))
                .body("dimensions[0].action", equalTo("buy"))
                .body("items[0].owned", equalTo(true))
                .body("spend[0].currency", equalTo("CNY"))
                .body("evaluatedAt", notNullValue());
    }

    @Test
    void link_thenUnlink_movesTheLeafAndEachPartnerSeesItsOwnSide() {
        // Given
        LeafKey course = leaf(TestKeys.ACADEMY, "bob");
        LeafKey beauty = leaf(TestKeys.BLOSSOM, "bob");
        long first = send(course, Action.LEARN, "styling");
        long second = send(beauty, Action.BROWSE, "hair");
        awaitProfile(beauty.toString(), second);

        // When
        topics().send(TopicCatalog.IDENTITY_LINKS, beauty.toString(), Records.link(beauty, course.toString(), 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Profile> profiles = profiles();
            assertThat(profiles).doesNotContainKey(beauty.toString());
            assertThat(Objects.requireNonNull(profiles.get(course.toString())).getLeaves())
                    .hasSize(2);
        });
        lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, "bob")
                .then()
                .body("person", equalTo(course.toString()))
                .body("asOf", equalTo("0@" + second))
                .body("leaves", hasSize(1));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}", course.toString())
                .then()
                .body("asOf", equalTo("0@" + first + ",0@" + second))
                .body("leaves", hasSize(2));

        // When
        topics().send(TopicCatalog.IDENTITY_LINKS, beauty.toString(), Records.link(beauty, null, 2));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, "bob")
                        .then()
                        .statusCode(200)
                        .body("person", equalTo(beauty.toString())));
    }

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
        as(TestKeys.ACADEMY_WRITE_KEY)
                .get("/v1/clusters")
                .then()
                .statusCode(200)
                .body("model", containsString("kmeans-"))
                .body("clusters[0].titles.'zh-CN'", notNullValue());
        lookup(TestKeys.BLOSSOM_WRITE_KEY, "crowd-0")
                .then()
                .body("cluster.titles.en", containsString("beauty · perfume, mostly browse"));
        as(TestKeys.ACADEMY_WRITE_KEY).get("/v1/clusters/c99").then().statusCode(404);
    }

    @Test
    void listing_inPages_showsEverybodyOnce() {
        // Given
        for (int i = 0; i < 5; i++) {
            LeafKey leaf = leaf(TestKeys.ACADEMY, "listed-" + i);
            awaitProfile(leaf.toString(), send(leaf, Action.SEARCH, "english"));
        }

        // When
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = as(TestKeys.OPERATOR_KEY).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/profiles")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("profiles.person", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 0; i < 5; i++) {
            assertThat(seen).contains(leaf(TestKeys.ACADEMY, "listed-" + i).toString());
        }
    }

    @Test
    void segment_definedByCondition_isCheckedAndFilledWithinASecond() {
        // Given
        as(TestKeys.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("condition", "person.nonsense > 1"))
                .put("/v1/segments/waverers")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("condition"));
        as(TestKeys.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("condition", "'cart' in person.counts && !('buy' in person.counts)"))
                .put("/v1/segments/waverers")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(TestKeys.OPERATOR_KEY)
                        .get("/v1/segments/waverers")
                        .then()
                        .statusCode(200));
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "erin");

        // When
        send(leaf, Action.CART, "skin-care");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics().readAll(TopicCatalog.PROFILE_SEGMENTS))
                        .anySatisfy(record -> {
                            assertThat(record.key()).isEqualTo(leaf + "|waverers");
                            assertThat(record.requireValue().getEntered()).isTrue();
                        }));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/segments/waverers/size")
                .then()
                .body("people", org.hamcrest.Matchers.greaterThanOrEqualTo(1));
        as(TestKeys.BLOSSOM_WRITE_KEY).get("/v1/segments").then().statusCode(403);
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/portrait", leaf.toString())
                .then()
                .statusCode(200)
                .body("segments", hasItem("waverers"))
                .body("next", hasSize(5))
                .body("interests[0].category", equalTo("skin-care"));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/neighbours", leaf.toString())
                .then()
                .statusCode(200);
    }

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
                        new io.kuajie.events.Erasure(leaf.toString(), "request-1", java.time.Instant.now()));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(profiles()).doesNotContainKey(leaf.toString()));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/export", leaf.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void undecodableRecord_isSkipped_andFollowersAreProcessed() {
        LeafKey leaf = leaf(TestKeys.ACADEMY, "carol");

        topics().sendBytes(TopicCatalog.BEHAVIOR_CLEAN, leaf.toString(), new byte[] {1, 2, 3});
        long last = send(leaf, Action.BROWSE, "english");

        awaitProfile(leaf.toString(), last);
        given().get("/q/metrics").then().body(containsString("kuajie_profile_skipped_total{reason=\"undecodable\"}"));
    }

    @Test
    void callers_withoutRight_areRefusedWithAdvice() {
        LeafKey leaf = leaf(TestKeys.ACADEMY, "dora");
        awaitProfile(leaf.toString(), send(leaf, Action.BROWSE, "english"));

        given().get("/v1/profiles/{person}", leaf.toString()).then().statusCode(401);
        as(TestKeys.BLOSSOM_WRITE_KEY)
                .get("/v1/profiles/{person}", leaf.toString())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        as(TestKeys.BLOSSOM_WRITE_KEY).get("/v1/profiles").then().statusCode(403);
        lookup(TestKeys.BLOSSOM_WRITE_KEY, "dora").then().statusCode(404);
        as(TestKeys.BLOSSOM_WRITE_KEY)
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{}")
                .post("/v1/profiles:lookup")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("userId"));
        as(TestKeys.OPERATOR_KEY).get("/v1/profiles/nonsense").then().statusCode(400);
        as(TestKeys.OPERATOR_KEY)
                .get("/peers/v1/partitions/0/people?question=e30")
                .then()
                .statusCode(403);
        given().header("Kuajie-Peer", "1." + "0".repeat(64))
                .get("/peers/v1/partitions/0/people?question=e30")
                .then()
                .statusCode(401);
        as(TestKeys.OPERATOR_KEY)
                .queryParam("cursor", "%%")
                .get("/v1/profiles")
                .then()
                .statusCode(400);
        as(TestKeys.OPERATOR_KEY)
                .queryParam("limit", "many")
                .get("/v1/profiles")
                .then()
                .statusCode(400);
    }

    private TestTopics topics() {
        return Objects.requireNonNull(injected);
    }

    /** Sends one event and gives its raw offset; all leaves share raw partition 0 here. */
    private long send(LeafKey leaf, Action action, String category) {
        long next = ++offset;
        topics().send(TopicCatalog.BEHAVIOR_CLEAN, leaf.toString(), Records.behavior(leaf, next, action, category, (int)
                next));
        return next;
    }

    private Profile awaitProfile(String person, long position) {
        return topics()
                .awaitUntil(
                        TopicCatalog.PROFILE_STATE,
                        records ->
                                latest(records).values().stream().anyMatch(profile -> isAt(profile, person, position)))
                .stream()
                .filter(record -> record.value() != null && isAt(record.requireValue(), person, position))
                .map(Received::requireValue)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAt(Profile profile, String person, long position) {
        return profile.getPerson().equals(person)
                && profile.getLeaves().getFirst().getPosition().getOffset() == position;
    }

    private Map<String, Profile> profiles() {
        return latest(topics().readAll(TopicCatalog.PROFILE_STATE));
    }

    private static Map<String, Profile> latest(List<Received<Profile>> records) {
        Map<String, Profile> profiles = new TreeMap<>();
        for (Received<Profile> record : records) {
            String key = Objects.requireNonNull(record.key());
            if (record.value() == null) {
                profiles.remove(key);
            } else {
                profiles.put(key, record.requireValue());
            }
        }
        return profiles;
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

    private static io.restassured.response.Response lookup(String key, String user) {
        return as(key).urlEncodingEnabled(false)
                .contentType("application/json")
                .body(Map.of("userId", user))
                .post("/v1/profiles:lookup");
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static LeafKey leaf(PartnerId partner, String user) {
        return PSEUDONYMS.leaf(partner, Pseudonymizer.Kind.USER, user);
    }
}
