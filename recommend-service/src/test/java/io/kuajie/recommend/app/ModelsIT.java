package io.kuajie.recommend.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that were learnt elsewhere: damaged ones are refused, good ones swapped in while people ask. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ModelsIT {
    private static final Path FOLDER = Path.of("target/models-of-tests");
    private static final int ITEMS = 40;
    private static final int LENGTH = 6;
    private static final int SWAPS = 20;
    private static final String GARDENER = "gardener";
    private static final Topics TOPICS = new Topics(
            List.of("种子", "花土", "口红"),
            List.of(new Topics.Topic(0.5, 0.5), new Topics.Topic(0.5, 0.5)),
            new float[] {0.5f, 0.001f, 0.5f, 0.001f, 0.001f, 0.9f},
            new Topics.Figures(100, 100, 2, 3));

    @Nullable
    TestTopics topics;

    @BeforeEach
    void listItems() throws IOException {
        Files.createDirectories(FOLDER);
        for (int i = 0; i < ITEMS; i++) {
            String key = "blossom:swap-" + i;
            Objects.requireNonNull(topics)
                    .send(TopicCatalog.CATALOG_ITEMS, key, Records.item(key, "garden", "种子" + i, "Seed " + i, "seeds"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Response answer = ask(ITEMS);
            return answer.statusCode() == 200 && answer.<Integer>path("items.size()") >= ITEMS - 1;
        });
    }

    /** Others of the same running service expect none. */
    @AfterEach
    void rollBackToNone() {
        Object active = operator().get("/v1/models").path("active");
        while (active != null) {
            active = operator().post("/v1/models:rollback").path("active");
        }
    }

    @Test
    void take_damagedModel_isRefusedAndSaidWhileTheOldOneServes() throws IOException {
        // Given
        Files.write(FOLDER.resolve("whole.model"), model("whole", 1));
        operator().post("/v1/models:take?name=whole").then().statusCode(200);
        byte[] damaged = model("damaged", 2);
        damaged[damaged.length / 2] ^= 1;
        Files.write(FOLDER.resolve("damaged.model"), damaged);

        // When
        Response response = operator().post("/v1/models:take?name=damaged");

        // Then
        response.then().statusCode(422).body("detail", containsString("check sum"));
        ask(LENGTH).then().statusCode(200).body("items", hasSize(LENGTH)).body("model", containsString("whole"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.data.refused", hasItem("damaged"))
                .body("checks.data.model", hasItem("whole"));
        assertThat(given().get("/q/metrics").asString()).containsPattern("kuajie_recommend_models_refused_total [1-9]");
    }

    @Test
    void take_nameOfNoFile_isNotFound() {
        for (String name : List.of("none", "../none", "", "%00")) {
            operator()
                    .urlEncodingEnabled(false)
                    .post("/v1/models:take?name=" + name)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void take_whilePeopleAsk_leavesNoListEmptyAndNoRequestFailed() throws Exception {
        // Given
        Files.write(FOLDER.resolve("first.model"), model("first", 1));
        Files.write(FOLDER.resolve("second.model"), model("second", 1));
        AtomicBoolean done = new AtomicBoolean();
        Set<String> models = ConcurrentHashMap.newKeySet();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> readers =
                    List.of(threads.submit(() -> askUntil(done, models)), threads.submit(() -> askUntil(done, models)));
            try {
                for (int swap = 0; swap < SWAPS; swap++) {
                    String name = swap % 2 == 0 ? "first" : "second";
                    operator().post("/v1/models:take?name=" + name).then().statusCode(200);
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> !models.isEmpty());
            } finally {
                done.set(true);
            }

            // Then: whatever a reader has found wrong comes out here
            for (Future<?> reader : readers) {
                reader.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(models).isNotEmpty();
    }

    @Test
    void take_thenAnEvent_isFoldedIntoTheNewModelsLists() throws IOException {
        // Given
        Crowd crowd = new Crowd(Objects.requireNonNull(topics));
        LeafKey gardener = Crowd.leaf(TestKeys.BLOSSOM, GARDENER);
        crowd.consent(gardener, Purpose.PERSONALIZATION, true);
        // The garden is another domain than the shop's own.
        crowd.consent(gardener, Purpose.CROSS_PARTNER, true);
        bought(crowd, gardener, 1, 3, 4);
        Files.write(FOLDER.resolve("folded.model"), model("folded", 1));
        operator().post("/v1/models:take?name=folded").then().statusCode(200);
        awaitFirstOfGroup("@1", 0);

        // When
        bought(crowd, gardener, 2, 3, 4, 21, 22, 23, 24);

        // Then
        awaitFirstOfGroup("@2", 2);
    }

    @Test
    void take_modelWithTopics_foldsInWhatComesAndSaysWhatTheyAre() throws IOException {
        // Given: a person whose seeds have no word in common with soil
        Crowd crowd = new Crowd(Objects.requireNonNull(topics));
        LeafKey digger = Crowd.leaf(TestKeys.BLOSSOM, "digger");
        crowd.consent(digger, Purpose.PERSONALIZATION, true);
        crowd.consent(digger, Purpose.CROSS_PARTNER, true);
        bought(crowd, digger, 1, 3, 4);
        Files.write(FOLDER.resolve("topical.model"), model("topical", 1));
        operator().post("/v1/models:take?name=topical").then().statusCode(200).body("active.topics", equalTo(2));

        // When
        String soil = "blossom:swap-soil";
        Objects.requireNonNull(topics)
                .send(TopicCatalog.CATALOG_ITEMS, soil, Records.item(soil, "garden", "花土", "Soil", "earth"));

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(listFor("digger", 2 * ITEMS)
                                .getString("items.find { it.item == '%s' }.reason.code".formatted(soil)))
                        .isEqualTo("same-topic"));
        operator()
                .get("/v1/topics")
                .then()
                .statusCode(200)
                .body("model", equalTo("topical"))
                .body("words", equalTo(3))
                .body("topics.words[0]", hasItem("花土"));
        given().get("/v1/topics").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic(TestKeys.BLOSSOM_STOREFRONT_KEY, "")
                .get("/v1/topics")
                .then()
                .statusCode(403);
        assertThat(given().get("/q/metrics").asString()).contains("kuajie_recommend_topics 2.0");
    }

    private static void bought(Crowd crowd, LeafKey leaf, long offset, int... items) {
        String[] keys =
                Arrays.stream(items).mapToObj(item -> "blossom:swap-" + item).toArray(String[]::new);
        crowd.send(TopicCatalog.PROFILE_STATE, leaf.toString(), Records.buyer(List.of(leaf), "c1", offset, keys));
    }

    /** @param group of ten items */
    private static void awaitFirstOfGroup(String position, int group) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath list = listFor(GARDENER, 3);
            assertThat(list.getString("asOf")).endsWith(position);
            assertThat(list.getString("model")).contains("folded");
            assertThat(list.getString("items[0].item")).matches("blossom:swap-" + (group == 0 ? "" : group) + "[0-9]");
        });
    }

    private static JsonPath listFor(String user, int count) {
        return given().auth()
                .preemptive()
                .basic(TestKeys.BLOSSOM_STOREFRONT_KEY, "")
                .header(RecommendationsResource.USER, user)
                .get("/v1/recommendations?domain=garden&count=" + count)
                .jsonPath();
    }

    private static void askUntil(AtomicBoolean done, Set<String> models) {
        while (!done.get()) {
            Response response = ask(LENGTH);
            response.then().statusCode(200).body("items", hasSize(LENGTH));
            models.add(response.path("model"));
        }
    }

    private static Response ask(int count) {
        return given().auth()
                .preemptive()
                .basic(TestKeys.BLOSSOM_STOREFRONT_KEY, "")
                .contentType(ContentType.JSON)
                .body(Map.of("domain", "garden", "count", count, "items", List.of("swap-3"), "anonymousId", "visitor"))
                .post("/v1/recommendations");
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic(TestKeys.OPERATOR_KEY, "").urlEncodingEnabled(false);
    }

    /** Of people who keep to groups of ten items. */
    private static byte[] model(String id, long seed) throws IOException {
        Interactions groups = Samples.groups(300, ITEMS, 4, 6, seed);
        String[] domains = new String[ITEMS];
        Arrays.fill(domains, "garden");
        Snapshot snapshot = new Snapshot(groups, IntStream.range(0, ITEMS).toArray(), domains);
        try (Workers workers = Workers.of(1)) {
            return switch (new Learner(workers, 1, Effort.QUICK, line -> {})
                    .learn(snapshot, id, Instant.now(), null, true)) {
                case Learner.Outcome.Accepted(LiveModel model) -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    ModelFile.write(model.with(TOPICS), item -> "blossom:swap-" + item, bytes);
                    yield bytes.toByteArray();
                }
                case Learner.Outcome.Refused(String reason) -> throw new AssertionError(reason);
            };
        }
    }
}
