package io.kuajie.profile.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is known of people, and who may see it. */
@QuarkusTest
@TestProfile(ServiceInProcess.QuickFits.class)
@QuarkusTestResource(PlatformResource.class)
class ProfileIT extends ServiceInProcess {
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
    void declarations_ofBothSides_areShownToEachPartnerAsFarAsTheyAreItsOwn() {
        // Given
        LeafKey course = leaf(TestKeys.ACADEMY, "dana");
        LeafKey beauty = leaf(TestKeys.BLOSSOM, "dana");
        identify(course, Map.of(Trait.GENDER, "female", Trait.REGION, "FR"));
        topics().send(TopicCatalog.IDENTITY_LINKS, beauty.toString(), Records.link(beauty, course.toString(), 1));

        // When
        identify(beauty, Map.of(Trait.REGION, "CN-GD"));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(TestKeys.OPERATOR_KEY)
                        .get("/v1/profiles/{person}/portrait", course.toString())
                        .then()
                        .statusCode(200)
                        .body("declared.value", equalTo(List.of("female", "CN-GD")))
                        .body("declared[1].trait", equalTo("region"))
                        .body("declared[1].titles.'zh-CN'", equalTo("广东"))
                        .body("declared[1].declaredAt", notNullValue()));
        as(TestKeys.ACADEMY_WRITE_KEY)
                .get("/v1/profiles/{person}/portrait", course.toString())
                .then()
                .body("declared.value", equalTo(List.of("female", "FR")));
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/export", course.toString())
                .then()
                .body("portrait.declared.value", equalTo(List.of("female", "CN-GD")));
        as(TestKeys.OPERATOR_KEY)
                .post("/v1/profiles/{person}/recompute", course.toString())
                .then()
                .body("agrees", equalTo(true));
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
}
