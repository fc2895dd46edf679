package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.kuajie.events.Behavior;
import io.kuajie.events.CatalogItem;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
final class CatalogIT {
    private static final Logger LOG = Logger.getLogger(CatalogIT.class);

    private final String tag = "t" + UUID.randomUUID().toString().replace("-", "");

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void search_findsOwnItemsByChineseAndEnglishWords_pageByPage() {
        // Given
        batch("""
                {"items":[
                  {"id":"%1$s-1","title":"丝绒口红","titles":{"en":"Velvet lipstick"},"tags":["%1$s"],"category":"makeup","stock":3},
                  {"id":"%1$s-2","title":"Sheet mask","tags":["%1$s"],"category":"skin-care","text":"与口红同用","stock":0},
                  {"id":"%1$s-3","title":"哑光口红","tags":["%1$s"],"category":"makeup"}]}""").then().statusCode(200);
        // When / Then: titles come before texts
        search("q=口红 " + tag)
                .then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("items.id", contains(tag + "-1", tag + "-3", tag + "-2"));
        search("q=VELVET " + tag).then().body("items.title", contains("丝绒口红"));
        search("available=true&q=" + tag).then().body("items.id", contains(tag + "-1", tag + "-3"));
        search("available=false&q=" + tag).then().body("items.id", contains(tag + "-2"));
        search("category=makeup&domain=beauty&q=" + tag).then().body("total", equalTo(2));
        assertThat(pages("limit=1&q=口红 " + tag)).containsExactly(tag + "-1", tag + "-3", tag + "-2");
        // When / Then: others see nothing of it, operators do
        given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_WRITE_KEY, "")
                .get("/v1/catalog/items?q=" + tag)
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("next", nullValue());
        given().auth()
                .preemptive()
                .basic(TestKeys.OPERATOR_KEY, "")
                .get("/v1/catalog/items?partner=blossom&q=" + tag)
                .then()
                .statusCode(200)
                .body("total", equalTo(3));
        search("limit=0").then().statusCode(400);
        search("cursor=!").then().statusCode(400);
    }

    @Test
    void patch_ofPriceAndStock_leavesTheRestAndIsSeenDownstream() throws InterruptedException {
        // Given
        batch("""
                {"items":[{"id":"%1$s","title":"口红","brand":"B","price":{"minorUnits":12900,"currency":"CNY"},"margin":0.4,"stock":5}]}""").then().statusCode(200);
        BlockingQueue<CatalogItem> seen = new LinkedBlockingQueue<>();
        try (TopicFollower<CatalogItem> downstream = follow(seen)) {
            downstream.caughtUp().orTimeout(30, TimeUnit.SECONDS).join();
            seen.clear();
            long sent = System.nanoTime();
            // When
            blossom()
                    .body("{\"price\":{\"minorUnits\":9900},\"stock\":4,\"brand\":null}")
                    .patch("/v1/catalog/items/" + tag)
                    .then()
                    .statusCode(200)
                    .body("price.minorUnits", equalTo(9900), "price.currency", equalTo("CNY"), "stock", equalTo(4))
                    .body("title", equalTo("口红"), "brand", nullValue());
            CatalogItem item = seen.poll(30, TimeUnit.SECONDS);
            LOG.infof(
                    "A change of the catalogue was seen downstream after %d ms",
                    Duration.ofNanos(System.nanoTime() - sent).toMillis());
            // Then
            assertThat(item.getPrice().getMinorUnits()).isEqualTo(9900);
            assertThat(item.getMargin()).isEqualTo(0.4);
            assertThat(item.getStock()).isEqualTo(4);
        }
    }

    private TopicFollower<CatalogItem> follow(BlockingQueue<CatalogItem> seen) {
        return new TopicFollower<>(
                ConfigProvider.getConfig().getValue("kuajie.kafka.bootstrap-servers", String.class),
                topics.nameOf(TopicCatalog.CATALOG_ITEMS),
                topics.serdeOf(TopicCatalog.CATALOG_ITEMS),
                (key, item, partition, offset) -> seen.add(item));
    }

    @Test
    void patch_withFaults_namesThem() {
        // Given
        batch("{\"items\":[{\"id\":\"%1$s\",\"title\":\"口红\"}]}").then().statusCode(200);
        // When / Then
        blossom()
                .body("{\"prise\":1,\"stock\":-1}")
                .patch("/v1/catalog/items/" + tag)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("prise"));
        blossom()
                .body("{\"stock\":-1}")
                .patch("/v1/catalog/items/" + tag)
                .then()
                .statusCode(400)
                .body("errors.field", contains("stock"));
        blossom()
                .body("{\"title\":null}")
                .patch("/v1/catalog/items/" + tag)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("title"));
        blossom().body("[1]").patch("/v1/catalog/items/" + tag).then().statusCode(400);
        blossom()
                .body("{\"stock\":1}")
                .patch("/v1/catalog/items/none-" + tag)
                .then()
                .statusCode(404);
    }

    @Test
    void batches_withSomeFaults_takeTheOthersAndReportEach() {
        // When / Then
        batch("""
                {"items":[{"id":"%1$s-1","title":"good"},{"id":"%1$s-2"},{"id":"%1$s-3","title":"x","stock":"many"}]}""")
                .then()
                .statusCode(207)
                .body("accepted", equalTo(1), "rejected", equalTo(2))
                .body("items.index", contains(1, 2), "items.id", contains(tag + "-2", tag + "-3"))
                .body("items[0].errors[0].field", equalTo("items[1].title"));
        batch("{\"items\":[{\"id\":\"%1$s-2\"}]}")
                .then()
                .statusCode(400)
                .body("errors.field", contains("items[0].title"));
        blossom()
                .body("""
                {"items":[{"id":"%1$s-1","stock":7},{"id":"%1$s-1","withdrawn":true},{"id":"%1$s-9","stock":1}]}""".formatted(tag))
                .patch("/v1/catalog/items:batch")
                .then()
                .statusCode(207)
                .body("items[0].errors[0].field", equalTo("items[2].id"));
        blossom().get("/v1/catalog/items/" + tag + "-1").then().body("stock", equalTo(7), "withdrawn", equalTo(true));
    }

    @Test
    void event_thatLeavesOutCategoryAndPrice_isCompleted() {
        // Given
        batch("""
                {"items":[{"id":"%1$s","title":"口红","category":"makeup","price":{"minorUnits":12900,"currency":"CNY"}}]}""").then().statusCode(200);
        // When
        blossom().body("""
                {"userId":"u","messageId":"%1$s","event":"Order Completed","properties":{"products":[{"product_id":"%1$s","quantity":2}]}}""".formatted(tag)).post("/v1/track").then().statusCode(200);
        // Then
        Behavior event = topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> received.stream()
                                .anyMatch(record ->
                                        record.requireValue().getMessageId().startsWith(tag)))
                .stream()
                .map(record -> record.requireValue())
                .filter(clean -> clean.getMessageId().startsWith(tag))
                .findFirst()
                .orElseThrow();
        assertThat(event.getCategory()).isEqualTo("makeup");
        assertThat(event.getAmount().getMinorUnits()).isEqualTo(25_800);
        assertThat(event.getFlags()).contains("imputed-category", "imputed-amount");
    }

    private Response batch(String json) {
        return blossom().body(json.formatted(tag)).post("/v1/catalog/items:batch");
    }

    private static Response search(String query) {
        return blossom()
                .get("/v1/catalog/items?"
                        + query.replace("口红", "%E5%8F%A3%E7%BA%A2").replace(" ", "%20"));
    }

    private static List<String> pages(String query) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = search(query + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        }
        return ids;
    }

    private static RequestSpecification utf8() {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8)))
                .urlEncodingEnabled(false);
    }

    private static RequestSpecification blossom() {
        return utf8().auth().preemptive().basic(TestKeys.BLOSSOM_WRITE_KEY, "").contentType("application/json");
    }
}
