package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole flow: what people do at a course school makes a beauty shop's products and coupon appear there, with a reason; what
 * follows is counted for the campaign that caused it.
 */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossoverE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LocalStack stack;
    private StackClient client;
    private Scene scene;

    @BeforeAll
    void use(SharedStack.Running shared) {
        stack = shared.stack();
        client = shared.client();
        scene = shared.scene();
    }

    @Test
    void event_atOnePartner_becomesOfferOfTheOther_andIsCountedWhenItWorks() throws IOException {
        // Given
        String campaign = scene.runCoupon();
        scene.consent("新同学");
        String position = scene.buyCourse("新同学", "makeup", "m-新同学");

        // When
        JsonNode answer = awaitOffer("新同学", position, campaign);

        // Then
        JsonNode first = answer.path("items").path(0);
        assertThat(first.path("item").asText()).isEqualTo("blossom:lipstick");
        assertThat(first.path("title").asText()).isEqualTo("丝绒口红");
        assertThat(first.path("offer").path("campaign").asText()).isEqualTo(campaign);
        assertThat(first.path("reason").path("text").asText()).contains("新手化妆课");
        assertThat(answer.path("fallback").asText()).isEqualTo("none");

        // And when
        String request = answer.path("requestId").asText();
        scene.track(Partner.ACADEMY, "新同学", "Promotion Viewed", "p1", "{\"request_id\":\"%s\"}".formatted(request));
        scene.track(
                Partner.ACADEMY,
                "新同学",
                "Product Clicked",
                "c1",
                "{\"request_id\":\"%s\",\"product_id\":\"blossom:lipstick\"}".formatted(request));
        String order =
                "{\"request_id\":\"%s\",\"order_id\":\"o1\",\"currency\":\"CNY\",\"products\":[{\"product_id\":\"lipstick\",\"price\":99.0,\"quantity\":2}]}";
        scene.track(Partner.BLOSSOM, "在花间的名字", "Order Completed", "o1", order.formatted(request));
        // The same order sent again by a nervous sender.
        scene.track(Partner.BLOSSOM, "在花间的名字", "Order Completed", "o1", order.formatted(request));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode report = report(campaign);
            assertThat(report.path("orders").asLong())
                    .as("orders of %s", report)
                    .isEqualTo(1);
            assertThat(report.path("exposures").asLong())
                    .as("exposures of %s", report)
                    .isEqualTo(1);
        });
        stack.campaign().kill();
        stack.campaign().start();
        stack.campaign().awaitReady();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(report(campaign).path("clicks").asLong()).isEqualTo(1));
        JsonNode report = report(campaign);
        assertThat(report.path("orders").asLong()).isEqualTo(1);
        assertThat(report.path("served").asLong()).isPositive();
        assertThat(report.path("revenue").path(0).path("minorUnits").asLong()).isEqualTo(19_800);
    }

    @Test
    void person_withoutConsent_getsPopularItemsAndNoNamedReason() throws IOException {
        // Given
        scene.buyCourse("没有同意", "makeup", "m-no-consent");

        // When
        JsonNode answer = scene.recommend("没有同意");

        // Then
        assertThat(answer.path("items")).isNotEmpty();
        assertThat(answer.path("fallback").asText()).isEqualTo("popular");
        assertThat(answer.toString()).doesNotContain("新手化妆课");
    }

    @Test
    void event_atTheSchool_isNamedAtTheShopAsLongAsTheSchoolAgrees() throws IOException {
        // Given
        scene.consent("两边都去的同学");
        scene.consentAtShop("两边都去的客人");
        scene.link("两边都去的同学", "两边都去的客人");
        scene.buyCourse("两边都去的同学", "makeup", "m-both-sides");
        awaitReasonAtShop("两边都去的客人", true);

        // When
        scene.endAgreement(Partner.ACADEMY, Partner.BLOSSOM);

        // Then
        try {
            awaitReasonAtShop("两边都去的客人", false);
        } finally {
            scene.agree(Partner.ACADEMY, Partner.BLOSSOM);
        }
        awaitReasonAtShop("两边都去的客人", true);
    }

    private void awaitReasonAtShop(String user, boolean namesTheCourse) {
        await().atMost(PATIENCE)
                .until(() -> scene.recommendAtShop(user).toString().contains("新手化妆课") == namesTheCourse);
    }

    @Test
    void demands_ofAPerson_areAnsweredByEveryService() throws IOException {
        // Given
        scene.buyCourse("要被忘记", "makeup", "m-forget");
        await().atMost(PATIENCE).until(() -> lookup("要被忘记") == 200);

        // When
        JsonNode access = scene.answered("要被忘记", "access", PATIENCE);
        JsonNode erasure = scene.answered("要被忘记", "erasure", PATIENCE);

        // Then
        assertThat(access.path("doneAt").size()).isEqualTo(4);
        assertThat(erasure.path("doneAt").size()).isEqualTo(4);
        assertThat(lookup("要被忘记")).isEqualTo(404);
        String document = client.edge
                .get(
                        stack.ingest().base(),
                        "/v1/privacy/requests/" + access.path("request").asText() + "/document",
                        stack.keys().writeKey(Partner.ACADEMY))
                .expect(200)
                .body()
                .toString();
        assertThat(document).contains("academy:makeup").doesNotContain("要被忘记");
    }

    @Test
    void storefrontKey_issuedAndRevoked_opensAndClosesRecommendService() throws IOException {
        // When
        String operator = stack.keys().operatorKey();
        JsonNode key = client.edge
                .post(stack.ingest().base(), "/v1/partners/academy/keys", operator, "{\"kind\":\"storefront\"}")
                .expect(201)
                .body();

        // Then
        await().atMost(PATIENCE).until(() -> popular(key) == 200);
        client.edge
                .post(
                        stack.ingest().base(),
                        "/v1/partners/academy/keys/" + key.path("id").asText() + ":rotate",
                        operator,
                        "{\"grace\":\"PT0S\"}")
                .expect(201);
        await().atMost(PATIENCE).until(() -> popular(key) == 401);
    }

    private int popular(JsonNode key) throws IOException {
        return client.edge
                .get(
                        stack.recommend().base(),
                        "/v1/popular?domain=beauty",
                        key.path("key").asText())
                .status();
    }

    private int lookup(String user) throws IOException {
        return client.edge
                .post(
                        stack.profile().base(),
                        "/v1/profiles:lookup",
                        stack.keys().writeKey(Partner.ACADEMY),
                        "{\"userId\":\"%s\"}".formatted(user))
                .status();
    }

    @Test
    void person_askedForThroughTheConsole_isAnsweredAsProfileServiceDoes() throws IOException {
        // Given
        scene.buyCourse("看画像", "makeup", "m-portrait");
        await().atMost(PATIENCE).until(() -> lookup("看画像") == 200);
        String key = stack.keys().writeKey(Partner.ACADEMY);
        URI console = stack.campaign().base();

        // When
        String person = client.edge
                .post(console, "/v1/profiles:lookup", key, "{\"userId\":\"看画像\"}")
                .expect(200)
                .body()
                .path("person")
                .asText();
        JsonNode portrait = client.edge
                .get(console, "/v1/profiles/" + person + "/portrait", key)
                .expect(200)
                .body();

        // Then
        assertThat(portrait.path("person").asText()).isEqualTo(person);
        assertThat(portrait.path("stage").asText()).isEqualTo("buyer");
        assertThat(client.edge
                        .get(console, "/v1/profiles/" + person, key)
                        .expect(200)
                        .body())
                .isEqualTo(client.edge
                        .get(stack.profile().base(), "/v1/profiles/" + person, key)
                        .body());
        assertThat(client.edge
                        .get(console, "/v1/profiles/" + person, stack.keys().writeKey(Partner.BLOSSOM))
                        .status())
                .isEqualTo(404);
        assertThat(client.edge.get(console, "/v1/profiles?limit=5", key).status())
                .isEqualTo(403);
        assertThat(client.edge.get(console, "/v1/clusters/map", "wrong").status())
                .isEqualTo(401);
    }

    @Test
    void request_withoutKey_isRefused() throws IOException {
        assertThat(client.edge
                        .get(stack.recommend().base(), "/v1/recommendations?domain=beauty", "wrong")
                        .status())
                .isEqualTo(401);
        assertThat(client.edge
                        .post(stack.ingest().base(), "/v1/track", "wrong", "{}")
                        .status())
                .isEqualTo(401);
        assertThat(client.edge
                        .get(stack.profile().base(), "/v1/clusters", "wrong")
                        .status())
                .isEqualTo(401);
        assertThat(client.edge
                        .get(stack.campaign().base(), "/v1/campaigns", "wrong")
                        .status())
                .isEqualTo(401);
    }

    private JsonNode awaitOffer(String user, String position, String campaign) {
        return await().atMost(PATIENCE).until(() -> scene.recommend(user), answer -> {
            List<String> campaigns = new ArrayList<>();
            StreamSupport.stream(answer.path("items").spliterator(), false)
                    .forEach(item ->
                            campaigns.add(item.path("offer").path("campaign").asText()));
            return answer.path("asOf").asText().equals(position)
                    && answer.path("fallback").asText().equals("none")
                    && campaigns.contains(campaign);
        });
    }

    private JsonNode report(String campaign) throws IOException {
        return client.edge
                .get(
                        stack.campaign().base(),
                        "/v1/campaigns/" + campaign + "/report",
                        stack.keys().operatorKey())
                .expect(200)
                .body();
    }
}
