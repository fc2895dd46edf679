package io.kuajie.recommend.app;

import static io.kuajie.recommend.app.Crowd.BUYER;
import static io.kuajie.recommend.app.Crowd.ask;
import static io.kuajie.recommend.app.Crowd.leaf;
import static io.kuajie.recommend.app.Crowd.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.events.Behavior;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RecommendIT {
    private final ObjectMapper json = new ObjectMapper();

    @Nullable
    TestTopics topics;

    private Crowd crowd;

    @BeforeEach
    void writeOnce() {
        crowd = new Crowd(Objects.requireNonNull(topics));
        crowd.writeOnce();
    }

    @Test
    void answer_toConsentingBuyer_hasTheGoldenShape() throws Exception {
        // When
        Response response = ask(BUYER).get("/v1/recommendations?domain=beauty&count=1&surface=course-detail");

        // Then
        response.then().statusCode(200).contentType(ContentType.JSON);
        ObjectNode answer = (ObjectNode) json.readTree(response.asByteArray());
        assertThat(answer.path("requestId").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*");
        assertThat(answer.path("tookMicros").asLong()).isNotNegative();
        assertThat(answer.path("items").path(0).path("score").asDouble()).isBetween(0.0, 1.0);
        answer.put("requestId", "ID").put("tookMicros", 0);
        ((ObjectNode) answer.path("items").path(0)).put("score", 0.5);
        assertThat(answer.toPrettyString()).isEqualTo(golden().toPrettyString());
    }

    @Test
    void lists_askedForTogetherWithWhatIsRefused_eachIsAnsweredForItself() {
        // Given: more than are made before the first is sent
        List<String> queries = IntStream.range(0, 150)
                .mapToObj(n -> switch (n % 4) {
                    case 0 -> "domain=beauty&count=1";
                    case 1 -> "domain=nothing-of-the-kind";
                    case 2 -> "domain=beauty&count=many";
                    default -> "domain=beauty&count=2";
                })
                .toList();

        // When
        List<JsonNode> answers;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            answers =
                    queries.stream()
                            .map(query -> client.sendAsync(get(query), BodyHandlers.ofByteArray()))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .map(this::statusAndBody)
                            .toList();
        }

        // Then
        for (int n = 0; n < answers.size(); n++) {
            assertThat(answers.get(n).path("status").asInt())
                    .isEqualTo(List.of(200, 404, 400, 200).get(n % 4));
            assertThat(answers.get(n).path("body").path("items").size())
                    .isEqualTo(List.of(1, 0, 0, 2).get(n % 4));
        }
        assertThat(answers.stream()
                        .map(answer -> answer.path("body").path("requestId").asText())
                        .filter(id -> !id.isEmpty()))
                .hasSize(75)
                .doesNotHaveDuplicates();
    }

    @Test
    void answer_toConsentingBuyer_isOnRecord() {
        // When
        String requestId =
                ask(BUYER).get("/v1/recommendations?domain=beauty&surface=home").path("requestId");

        // Then
        Received<Served> record = served(requestId);
        Served served = record.requireValue();
        String buyer = leaf(TestKeys.ACADEMY, BUYER).toString();
        assertThat(record.key()).isEqualTo(buyer);
        assertThat(served.getLeaf()).isEqualTo(buyer);
        assertThat(served.getPerson()).isEqualTo(buyer);
        assertThat(served.getPartner()).isEqualTo("academy");
        assertThat(served.getCluster()).isEqualTo("c1");
        assertThat(served.getSurface()).isEqualTo("home");
        assertThat(served.getDomain()).isEqualTo("beauty");
        assertThat(served.getFallback()).isEqualTo("none");
        assertThat(served.getAsOf()).hasSize(1).first().satisfies(at -> {
            assertThat(at.getPartition()).isZero();
            assertThat(at.getOffset()).isEqualTo(41);
        });
        assertThat(served.getItems().getFirst().getItem()).isEqualTo("blossom:brush");
        assertThat(served.getItems().getFirst().getCampaign()).isEqualTo("spring");
    }

    @Test
    void list_explored_isOnRecordWithItsChancesAndJudgedByWhatCameOfIt() {
        // When
        Response response = ask(BUYER).get("/v1/recommendations?domain=beauty&count=1&surface=lab");

        // Then
        Served served = served(response.path("requestId")).requireValue();
        String shown = served.getItems().getFirst().getItem();
        assertThat(served.getChoices())
                .extracting(ServedChoice::getItem)
                .containsExactly("blossom:brush", "blossom:soap");
        assertThat(served.getChoices())
                .extracting(ServedChoice::getProbability)
                .first()
                .isEqualTo(0.75);
        assertThat(served.getItems().getFirst().getPropensity()).isEqualTo(shown.equals("blossom:brush") ? 0.75 : 0.25);
        assertThat(served.getArm()).isEqualTo(shown.equals("blossom:brush") ? "ranked" : "explored");
        response.then().body("arm", equalTo(served.getArm()));

        // When
        Behavior click = Records.click(leaf(TestKeys.ACADEMY, BUYER), served.getRequestId(), shown);
        crowd.send(TopicCatalog.BEHAVIOR_CLEAN, click.getLeaf(), click);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> operator()
                        .get("/v1/policies?among=shown&surface=lab")
                        .then()
                        .statusCode(200)
                        .body("lists", equalTo(1))
                        .body("logged.value", equalTo(1.0f))
                        .body("policies.policy", contains("ranked", "even", "best"))
                        .body("policies[1].snips.value", equalTo(1.0f)));
        operator()
                .get("/v1/policies?among=shown&surface=lab&reward=value")
                .then()
                .statusCode(200)
                .body("reward", equalTo("value"))
                .body("logged.value", equalTo(0.0f));
        operator().get("/v1/policies?among=shown&surface=nowhere").then().statusCode(404);
        operator().get("/v1/policies?reward=applause").then().statusCode(400);
        ask(BUYER).get("/v1/policies").then().statusCode(403);
        given().get("/q/metrics").then().body(containsString("kuajie_recommend_outcomes_total"));
    }

    @Test
    void list_withPins_hasThemOnTopAndOnRecord() {
        // When
        Response response = ask(BUYER)
                .get("/v1/recommendations?domain=beauty&surface=shop&locale=en&pin=blossom:soap,no-such-item");

        // Then
        response.then()
                .statusCode(200)
                .body("items.item", contains("blossom:soap", "blossom:brush"))
                .body("items[0].reason.code", equalTo("pinned"))
                .body("items[0].reason.text", equalTo("Recommended by the shop"))
                .body("leftOut", contains("pins"));
        Served served = served(response.path("requestId")).requireValue();
        assertThat(served.getItems().getFirst().getReason()).isEqualTo("pinned");
        assertThat(served.getItems().getFirst().getPropensity()).isEqualTo(1);

        // When
        Behavior click = Records.click(leaf(TestKeys.ACADEMY, BUYER), served.getRequestId(), "blossom:soap");
        crowd.send(TopicCatalog.BEHAVIOR_CLEAN, click.getLeaf(), click);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .body(containsString(
                                "kuajie_recommend_outcomes_total{arm=\"pinned\",kind=\"clicked\",place=\"1\"}")));
    }

    @Test
    void list_ofADomainWithStandingPins_hasThemUnlessTheRequestSaysOtherwise() {
        // Given: the tests' settings pin this one, which nobody has touched and others are newer than
        crowd.list("blossom:kite", "toys", "风筝", "Kite");
        crowd.list("blossom:ball", "toys", "球", "Ball");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ask(BUYER)
                        .get("/v1/recommendations?domain=toys")
                        .then()
                        .statusCode(200)
                        .body("items.size()", greaterThan(1))
                        .body("items[0].item", equalTo("blossom:kite"))
                        .body("items[0].reason.text", equalTo("本店推荐")));

        // When
        Response own = given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                .contentType(ContentType.JSON)
                .body(Map.of("domain", "toys", "pins", List.of("blossom:ball")))
                .post("/v1/recommendations");
        Response popular = ask(null).get("/v1/popular?domain=toys");

        // Then
        own.then().statusCode(200).body("items[0].item", equalTo("blossom:ball"));
        popular.then().statusCode(200).body("items.reason.code", not(hasItem("pinned")));
    }

    @Test
    void item_newInTheCatalogue_isShownForItsWordsUntilItSaysSomethingElse() {
        // Given
        String list = "/v1/recommendations?domain=paper&locale=";

        // When
        crowd.list("blossom:workbook", "paper", "化妆技巧练习册", "Make-up techniques workbook");

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ask(BUYER)
                        .get(list + "zh-CN")
                        .then()
                        .statusCode(200)
                        .body("items[0].item", equalTo("blossom:workbook"))
                        .body("items[0].reason.code", equalTo("similar-item"))
                        .body("items[0].reason.because", contains("academy:make-up")));
        ask(BUYER)
                .get(list + "en")
                .then()
                .body("items[0].reason.text", equalTo("Similar to “Make-up techniques”, which you bought"));
        given().get("/q/metrics").then().body(containsString("kuajie_recommend_words_item_bytes"));

        // When
        crowd.list("blossom:workbook", "paper", "厨房毛巾", "Kitchen towel");

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ask(BUYER)
                        .get(list + "en")
                        .then()
                        .body("items[0].reason.code", equalTo("new-arrival"))
                        .body("items[0].title", equalTo("Kitchen towel")));
    }

    @Test
    void answer_withoutConsent_isPopularAndNamesNobody() {
        // Given: known on both sides, but this person has said nothing
        String silent = "both-8";

        // When
        Response response = ask(silent).get("/v1/recommendations?domain=beauty");

        // Then
        response.then()
                .statusCode(200)
                .body("fallback", equalTo("popular"))
                .body("asOf", containsString("catalog.items/0:"))
                .body("asOf", containsString("profile.state/"))
                .body("asOf", not(containsString("@")))
                .body("items[0].item", equalTo("blossom:soap"))
                .body("items[0].reason.text", equalTo("大家都在看"))
                .body("items[0].reason.because.size()", equalTo(0));
        Served served = served(response.path("requestId")).requireValue();
        assertThat(served.getLeaf()).isNull();
        assertThat(served.getPerson()).isNull();
        assertThat(served.getCluster()).isNull();
    }

    @Test
    void list_notPersonalised_isAsWithoutConsent() {
        // When
        Response inAddress = ask(BUYER).get("/v1/recommendations?domain=beauty&personalised=false");
        Response inBody = given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                .contentType(ContentType.JSON)
                .body(Map.of("user", BUYER, "domain", "beauty", "personalised", false))
                .post("/v1/recommendations");

        // Then
        for (Response response : List.of(inAddress, inBody)) {
            response.then()
                    .statusCode(200)
                    .body("fallback", equalTo("popular"))
                    .body("asOf", containsString("profile.state/"))
                    .body("items[0].item", equalTo("blossom:soap"))
                    .body("items[0].reason.because.size()", equalTo(0));
            Served served = served(response.path("requestId")).requireValue();
            assertThat(served.getLeaf()).isNull();
            assertThat(served.getPerson()).isNull();
        }
        ask(BUYER)
                .get("/v1/recommendations?domain=beauty&personalised=true")
                .then()
                .statusCode(200)
                .body("fallback", equalTo("none"));
    }

    @Test
    void consent_revoked_holdsAtOnce() {
        // Given
        LeafKey fickle = leaf(TestKeys.ACADEMY, "fickle");
        crowd.send(
                TopicCatalog.PROFILE_STATE,
                fickle.toString(),
                Records.buyer(List.of(fickle), "c1", 50, "academy:make-up"));
        crowd.consent(fickle, Purpose.PERSONALIZATION, true);
        crowd.consent(fickle, Purpose.CROSS_PARTNER, true);
        awaitFallback("fickle", "none");

        // When
        crowd.consent(fickle, Purpose.CROSS_PARTNER, false);

        // Then
        awaitFallback("fickle", "popular");
    }

    @Test
    void erasure_ofProfile_isForgotten() {
        // Given
        LeafKey leaving = leaf(TestKeys.ACADEMY, "leaving");
        crowd.send(
                TopicCatalog.PROFILE_STATE,
                leaving.toString(),
                Records.buyer(List.of(leaving), "c1", 50, "academy:make-up"));
        crowd.consent(leaving, Purpose.PERSONALIZATION, true);
        crowd.consent(leaving, Purpose.CROSS_PARTNER, true);
        awaitFallback("leaving", "none");

        // When
        crowd.send(TopicCatalog.PROFILE_STATE, leaving.toString(), null);

        // Then
        awaitFallback("leaving", "popular");
    }

    @Test
    void post_withBody_isAnsweredAsAsked() {
        given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "user",
                        BUYER,
                        "domain",
                        "beauty",
                        "filter",
                        "item.price <= 20000 && item.id != 'brush'",
                        "boost",
                        "item.brand == 'X' ? 1.2 : 1.0",
                        "context",
                        Map.of("device", "phone"),
                        "diversity",
                        0.3,
                        "rotation",
                        0.5,
                        "exclude",
                        List.of("blossom:other"),
                        "locale",
                        "en"))
                .post("/v1/recommendations")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].item", equalTo("blossom:soap"))
                .body("items[0].title", equalTo("Soap"))
                .body("items[0].offer.title", equalTo("春季八折"));
    }

    @Test
    void objective_ofWhichTooLittleIsKnown_isSaidToBeAnother() {
        operator()
                .header("Kuajie-Partner", "academy")
                .get("/v1/recommendations?domain=beauty&objective=value")
                .then()
                .statusCode(200)
                .body("objective", equalTo("relevance"))
                .body("model", equalTo("co-occurrence-1"))
                .body("items.margin", everyItem(equalTo(null)));
        ask(BUYER)
                .get("/v1/recommendations?domain=beauty&objective=orders")
                .then()
                .statusCode(200)
                .body("objective", equalTo("relevance"));
        ask(BUYER)
                .get("/v1/recommendations?domain=beauty&objective=value")
                .then()
                .statusCode(403)
                .body("detail", containsString("margins"));
        ask(BUYER)
                .get("/v1/recommendations?domain=course&partner=academy&objective=value")
                .then()
                .statusCode(200);
        ask(BUYER)
                .get("/v1/recommendations?domain=beauty&objective=profit")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("objective"));
        ask(BUYER)
                .get("/v1/recommendations?domain=beauty&filter=item.margin>0.1")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("filter"));
    }

    @Test
    void related_andPopular_areForAnybody() {
        ask(null)
                .get("/v1/items/make-up/related?domain=beauty&locale=en")
                .then()
                .statusCode(200)
                .body("asOf", containsString("profile.state/"))
                .body("items[0].item", equalTo("blossom:brush"))
                .body("items[0].reason.text", equalTo("Goes with “Make-up techniques”"));
        ask(null)
                .get("/v1/items/blossom:brush/related")
                .then()
                .statusCode(200)
                .body("items[0].item", equalTo("blossom:soap"));
        ask(null)
                .get("/v1/popular?domain=beauty&count=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].item", equalTo("blossom:soap"));
        ask(null)
                .get("/v1/trending?domain=beauty&count=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("asOf", containsString("profile.state/"))
                .body("model", equalTo("trends-1"));
        ask(null).get("/v1/items/nothing/related").then().statusCode(404);
    }

    @Test
    void anonymousUser_unknown_getsPopularItems() {
        given().header("Authorization", "Bearer " + TestKeys.ACADEMY_WRITE_KEY)
                .header(RecommendationsResource.ANONYMOUS, "visitor")
                .get("/v1/recommendations?domain=beauty&partner=blossom")
                .then()
                .statusCode(200)
                .body("fallback", equalTo("popular"))
                .body("items.size()", equalTo(2));
    }

    @Test
    void operator_asksInAPartnersName() {
        operator()
                .get("/v1/recommendations?domain=beauty&partner=academy")
                .then()
                .statusCode(200)
                .body("fallback", equalTo("none"));
        operator()
                .header("Kuajie-Partner", "academy")
                .get("/v1/recommendations?domain=beauty&partner=blossom")
                .then()
                .statusCode(200)
                .body("fallback", equalTo("none"));
        operator().get("/v1/recommendations?domain=beauty").then().statusCode(400);
    }

    @Test
    void operator_hasModelsLearnt_isToldWhyThereIsNone() {
        operator()
                .urlEncodingEnabled(false)
                .post("/v1/models:train")
                .then()
                .statusCode(200)
                .body("clicks", equalTo(null))
                .body("orders", equalTo(null))
                .body("outcome", containsString("no model predicts clicks"))
                .body("outcome", containsString("no model predicts orders"));
    }

    @Test
    void healthMetricsAndOpenApi_areOpen() {
        given().get("/q/health/ready").then().statusCode(200).body(containsString("profile.state"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("kuajie_recommend_people"))
                .body(containsString("kuajie_recommend_answer_seconds"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/recommendations"));
    }

    private JsonNode golden() throws Exception {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/golden/recommendation.json"))) {
            return json.readTree(file);
        }
    }

    private static void awaitFallback(String user, String fallback) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask(user)
                        .get("/v1/recommendations?domain=beauty")
                        .path("fallback")
                        .equals(fallback));
    }

    private static HttpRequest get(String query) {
        URI uri = URI.create("http://localhost:%d/v1/recommendations?%s".formatted(RestAssured.port, query));
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TestKeys.ACADEMY_STOREFRONT_KEY)
                .header("Kuajie-User", BUYER)
                .build();
    }

    private JsonNode statusAndBody(HttpResponse<byte[]> response) {
        try {
            ObjectNode answer = json.createObjectNode().put("status", response.statusCode());
            return answer.set("body", json.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Received<Served> served(String requestId) {
        return Objects.requireNonNull(topics)
                .awaitUntil(
                        TopicCatalog.RECOMMEND_SERVED,
                        records -> records.stream().anyMatch(record -> is(record, requestId)))
                .stream()
                .filter(record -> is(record, requestId))
                .findFirst()
                .orElseThrow();
    }

    private static boolean is(Received<Served> record, String requestId) {
        return record.requireValue().getRequestId().equals(requestId);
    }
}
