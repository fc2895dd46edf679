package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.kuajie.events.Behavior;
import io.kuajie.events.CatalogItem;
import io.kuajie.events.Link;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.kernel.Purpose;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = PlatformResource.class, restrictToAnnotatedClass = true)
final class IngestIT {
    private static final String SUCCESS = "{\"success\":true}";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identify", "track", "page", "screen", "group", "alias", "track/", "page/"})
    void call_withOrWithoutSlash_isAnsweredAsClientsExpect(String call) {
        // When
        Response response = academy().body("""
                {"userId":"u-call","event":"Product Viewed","properties":{"product_id":"java"}}""").post("/v1/" + call);
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).isEqualTo(SUCCESS);
        assertThat(response.header("Kuajie-Positions")).matches("\\d+@\\d+");
    }

    @Test
    void batch_gzipAsForm_isTaken() throws Exception {
        // Given
        String id = UUID.randomUUID().toString();
        String body = "{\"writeKey\":\"blossom-write-key\",\"batch\":[%s]}".formatted(viewed(id, "u-gzip", "lip-1"));
        // When
        HttpResponse<String> response =
                send("/v1/import/", "application/x-www-form-urlencoded", "Content-Encoding", "gzip", gzip(body));
        // Then
        assertThat(response.body()).isEqualTo(SUCCESS);
        assertThat(cleanOf(id).getPartner()).isEqualTo("blossom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/json", "application/x-www-form-urlencoded", "application/octet-stream"
            })
    void batch_keyInAMessageBesideATokenOfAnotherKind_isTaken(String type) throws Exception {
        // Given
        String id = UUID.randomUUID().toString();
        String body = "{\"batch\":[{\"writeKey\":\"academy-write-key\",%s]}"
                .formatted(viewed(id, "u-key", "java").substring(1));
        // When
        HttpResponse<String> response = send(
                "/v1/batch",
                type,
                "Authorization",
                "Bearer a.token.of.another.kind",
                body.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(response.body()).isEqualTo(SUCCESS);
        assertThat(cleanOf(id).getItem()).isEqualTo("academy:java");
    }

    @Test
    void batch_withOneBadMessage_rejectsItAlone() {
        // Given
        String good = UUID.randomUUID().toString();
        String bad = UUID.randomUUID().toString();
        // When
        Response response = academy()
                .body("{\"batch\":[%s,{\"type\":\"track\",\"messageId\":\"%s\",\"event\":\"x\"}]}"
                        .formatted(viewed(good, "u-bad", "java"), bad))
                .post("/v1/batch");
        // Then
        assertThat(response.asString()).isEqualTo(SUCCESS);
        assertThat(cleanOf(good).getAction()).isEqualTo("browse");
        RejectedBehavior rejected = rejectedOf(bad).requireValue();
        assertThat(rejected.getCode()).isEqualTo("missing-user");
        assertThat(rejected.getPosition()).isNull();
        assertThat(rejectedOf(bad).key()).isEqualTo("academy");
    }

    @Test
    void batch_sentTwice_hasOneCleanEventAndADuplicateNamingIt() {
        // Given
        String id = UUID.randomUUID().toString();
        String body = "{\"batch\":[%s]}".formatted(viewed(id, "u-twice", "java"));
        // When
        String first = academy().body(body).post("/v1/batch").header("Kuajie-Positions");
        academy().body(body).post("/v1/batch").then().statusCode(200);
        // Then
        RejectedBehavior rejected = rejectedOf(id).requireValue();
        assertThat(rejected.getCode()).isEqualTo("duplicate");
        assertThat(text(rejected.getFirstPosition())).isEqualTo(first);
        assertThat(text(cleanOf(id).getPosition())).isEqualTo(first);
        Outcomes.assertOnePerRawPosition(topics);
    }

    @Test
    void event_identifiers_leaveTheDoorAsPseudonymsOnly() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        academy().body("""
                {"messageId":"%s","userId":"zhang-san-42","event":"Product Viewed","context":{"ip":"203.0.113.9"},
                 "properties":{"product_id":"java","email":"z@x.cn","note":"zhang-san-42"}}""".formatted(id)).post("/v1/track");
        // Then
        Behavior clean = cleanOf(id);
        LeafKey leaf = TestKeys.pseudonymizer().leaf(TestKeys.ACADEMY, Kind.USER, "zhang-san-42");
        assertThat(clean.getLeaf()).isEqualTo(leaf.toString());
        assertThat(clean.toString()).doesNotContain("zhang-san-42", "z@x.cn", "203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"batch\":|400", "[]|400", "{}|400", "{\"batch\":[]}|200", "{\"batch\":[null,7,{}]}|200"})
    void batch_ofAnyShape_isAnsweredWithoutFault(String body, int status) {
        academy().body(body).post("/v1/batch").then().statusCode(status);
    }

    @Test
    void refusals_areProblems() throws IOException {
        plain().body("{\"batch\":[]}").post("/v1/batch").then().statusCode(401).body("status", equalTo(401));
        plain().header("Authorization", "Bearer academy-storefront-key")
                .body("{\"userId\":\"u\"}")
                .post("/v1/page")
                .then()
                .statusCode(403)
                .contentType(startsWith("application/problem+json"));
        academy()
                .body(gzip("[" + "1".repeat(600_000) + "]"))
                .post("/v1/batch")
                .then()
                .statusCode(413);
        academy()
                .body("{\"userId\":\"%s\"}".formatted("u".repeat(40_000)))
                .post("/v1/page")
                .then()
                .statusCode(413);
        academy()
                .body("{\"batch\":[%s{}]}".formatted("{},".repeat(2500)))
                .post("/v1/batch")
                .then()
                .statusCode(413);
        academy()
                .body(new byte[] {0x1f, (byte) 0x8b, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7})
                .post("/v1/batch")
                .then()
                .statusCode(400);
        plain().get("/v1/imports/none").then().statusCode(401).body("status", equalTo(401));
    }

    @Test
    void order_ofTwoProducts_isTwoPurchases() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        academy().body("""
                {"messageId":"%s","userId":"u-order","event":"Order Completed","properties":{"order_id":"9","currency":"CNY",
                 "request_id":"r-7","products":[{"product_id":"java","price":129},{"product_id":"go","price":"59.9","quantity":2}]}}""".formatted(id)).post("/v1/track").then().statusCode(200);
        // Then
        assertThat(List.of(cleanOf(id + "#1"), cleanOf(id + "#2")))
                .extracting(event -> event.getAmount().getMinorUnits())
                .containsExactly(12_900L, 11_980L);
        assertThat(cleanOf(id + "#1").getRequestId()).isEqualTo("r-7");
    }

    @Test
    void catalogue_putBatchGetAndWithdraw_arriveInTheTopic() {
        // When
        blossom()
                .body("{\"title\":\"柔雾口红\",\"price\":{\"minorUnits\":12900,\"currency\":\"CNY\"},\"tags\":[\"red\"]}")
                .put("/v1/catalog/items/lip-1")
                .then()
                .statusCode(200)
                .body("price.minorUnits", equalTo(12_900));
        blossom()
                .body("{\"items\":[{\"id\":\"mask/2\",\"title\":\"Sheet mask\",\"titles\":{\"zh-CN\":\"面膜\"}}]}")
                .post("/v1/catalog/items:batch")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        blossom().get("/v1/catalog/items/mask/2").then().statusCode(200).body("title", equalTo("Sheet mask"));
        blossom().delete("/v1/catalog/items/lip-1").then().statusCode(204);
        // Then
        Set<String> keys = Set.of("blossom:lip-1", "blossom:mask/2");
        List<CatalogItem> items = values(awaitOf(TopicCatalog.CATALOG_ITEMS, keys, 3));
        assertThat(items)
                .extracting(CatalogItem::getItem)
                .containsExactly("blossom:lip-1", "blossom:mask/2", "blossom:lip-1");
        assertThat(items.getLast().getWithdrawn()).isTrue();
        assertThat(items.getLast().getTitle()).isEqualTo("柔雾口红");
        academy().get("/v1/catalog/items/lip-1").then().statusCode(404);
        blossom()
                .body("{\"price\":{\"minorUnits\":1.5}}")
                .put("/v1/catalog/items/x")
                .then()
                .statusCode(400)
                .body("errors.field", Matchers.hasItems("title", "price.minorUnits"));
    }

    @Test
    void consent_byPurpose_isKeyedByLeafAndPurpose() {
        // When
        academy()
                .body(
                        "{\"userId\":\"u-consent\",\"purposes\":{\"personalization\":\"GRANTED\",\"cross_partner\":\"DENIED\"},"
                                + "\"policy\":\"2026-01\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}")
                .post("/v1/privacy/consents")
                .then()
                .statusCode(200)
                .body("purposes.cross_partner", equalTo("DENIED"));
        // Then
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.ACADEMY, Kind.USER, "u-consent")
                .toString();
        Set<String> keys = Set.of(leaf + "|personalization", leaf + "|cross_partner");
        assertThat(awaitOf(TopicCatalog.PRIVACY_CONSENTS, keys, 2))
                .extracting(Received::key)
                .containsExactlyInAnyOrderElementsOf(keys);
        academy()
                .body("{\"userId\":\"u\",\"purposes\":{\"fun\":\"GRANTED\"}}")
                .post("/v1/privacy/consents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("purposes.fun"));
    }

    @Test
    void consents_ofSeveralPeople_areAllRecorded() {
        // When
        Response response = blossom().body("""
                {"consents":[{"userId":"bulk-1","purposes":{"marketing":"GRANTED"}},
                 {"anonymousId":"bulk-2","purposes":{"marketing":"DENIED","analytics":"GRANTED"}}]}""").post("/v1/privacy/consents:batch");
        // Then
        response.then().statusCode(200).body("accepted", equalTo(2));
        String first = TestKeys.pseudonymizer()
                .leaf(TestKeys.BLOSSOM, Kind.USER, "bulk-1")
                .toString();
        String second = TestKeys.pseudonymizer()
                .leaf(TestKeys.BLOSSOM, Kind.ANONYMOUS, "bulk-2")
                .toString();
        Set<String> keys = Set.of(first + "|marketing", second + "|marketing", second + "|analytics");
        assertThat(awaitOf(TopicCatalog.PRIVACY_CONSENTS, keys, 3))
                .extracting(Received::key)
                .containsExactlyInAnyOrderElementsOf(keys);
        blossom()
                .body("{\"consents\":[{\"userId\":\"x\",\"purposes\":{\"fun\":\"GRANTED\"}}]}")
                .post("/v1/privacy/consents:batch")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("consents[0].purposes.fun"));
    }

    @Test
    void erasure_demanded_isKeyedByLeaf() {
        // When
        Response response =
                academy().body("{\"userId\":\"u-erase\",\"kind\":\"erasure\"}").post("/v1/privacy/requests");
        // Then
        response.then().statusCode(202).body("leaf", startsWith("academy:"));
        String leaf = response.jsonPath().getString("leaf");
        topics.awaitUntil(
                TopicCatalog.PRIVACY_ERASURES, received -> received.stream().anyMatch(r -> leaf.equals(r.key())));
        // What the person said about consent is kept by pseudonym too.
        Set<String> kept = Stream.of(Purpose.values())
                .map(purpose -> leaf + "|" + purpose.wireName())
                .flatMap(key -> Stream.of(key, key + "|carried"))
                .collect(Collectors.toSet());
        topics.awaitUntil(
                TopicCatalog.PRIVACY_CONSENTS,
                received -> received.stream()
                        .filter(r -> r.value() == null)
                        .map(Received::key)
                        .collect(Collectors.toSet())
                        .containsAll(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured", "batch"})
    void cloudEvent_inAnyMode_isTakenAsTheTrackShape(String mode) {
        // Given
        String id = UUID.randomUUID().toString();
        String data = "{\"properties\":{\"product_id\":\"java\"}}";
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"Product Added\",\"subject\":\"u-ce\",\"data\":%s}"
                        .formatted(id, data);
        // When
        Response response =
                switch (mode) {
                    case "binary" ->
                        academy()
                                .headers(
                                        "ce-specversion",
                                        "1.0",
                                        "ce-id",
                                        id,
                                        "ce-source",
                                        "/shop",
                                        "ce-type",
                                        "Product Added",
                                        "ce-subject",
                                        "u-ce")
                                .body(data)
                                .post("/v1/cloudevents");
                    case "structured" ->
                        academy()
                                .contentType("application/cloudevents+json")
                                .body(event)
                                .post("/v1/cloudevents");
                    default ->
                        academy()
                                .contentType("application/cloudevents-batch+json")
                                .body("[" + event + ",{\"id\":\"bad\"}]")
                                .post("/v1/cloudevents");
                };
        // Then
        assertThat(response.asString()).isEqualTo(SUCCESS);
        Behavior clean = cleanOf("/shop#" + id);
        assertThat(clean.getAction()).isEqualTo("cart");
        assertThat(clean.getOrigin().getKind()).isEqualTo("cloudevents");
        assertThat(clean.getLeaf())
                .isEqualTo(TestKeys.pseudonymizer()
                        .leaf(TestKeys.ACADEMY, Kind.USER, "u-ce")
                        .toString());
    }

    @Test
    void rejected_foundAndCorrected_passesOnceUnderItsOwnId() {
        // Given
        String id = UUID.randomUUID().toString();
        academy().body("""
                {"messageId":"%s","userId":"u-fix","event":"Product Reviewed","properties":{"product_id":"java","rating":9}}""".formatted(id)).post("/v1/track").then().statusCode(200);
        assertThat(rejectedOf(id).requireValue().getCode()).isEqualTo("rating-range");
        Response found = academy().get("/v1/rejected?code=rating-range&messageId=" + id);
        String position = found.jsonPath().getString("rejected[0].position");
        String correction =
                "{\"items\":[{\"position\":\"%s\",\"message\":{\"event\":\"Product Reviewed\",\"properties\":{\"product_id\":\"java\",\"rating\":5}}}]}"
                        .formatted(position);
        // When
        Response first = academy().body(correction).post("/v1/rejected:reprocess");
        academy().body(correction).post("/v1/rejected:reprocess").then().statusCode(200);
        // Then
        first.then().statusCode(200).body("accepted", equalTo(1));
        Behavior clean = cleanOf(id);
        assertThat(clean.getRating()).isEqualTo(5);
        assertThat(clean.getLeaf()).isEqualTo(rejectedOf(id).requireValue().getLeaf());
        topics.awaitUntil(
                TopicCatalog.BEHAVIOR_REJECTED,
                received -> received.stream()
                        .anyMatch(r -> id.equals(r.requireValue().getMessageId())
                                && r.requireValue().getCode().equals("duplicate")));
        blossom().get("/v1/rejected?messageId=" + id).then().statusCode(200).body("rejected", Matchers.hasSize(0));
        Outcomes.assertOnePerRawPosition(topics);
    }

    @Test
    void batch_tooLongAsTold_isRefusedBeforeItIsSent() throws Exception {
        // When
        HttpResponse<String> response =
                send("/v1/batch", "application/json", "Authorization", "Bearer academy-write-key", new byte[600_000]);
        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void link_saidByBothAndTakenBack_hasOneAliasAndGrowingVersions() {
        // When
        academy()
                .body("{\"userId\":\"a\",\"sameAs\":{\"partner\":\"blossom\",\"userId\":\"b\"}}")
                .post("/v1/identity/links")
                .then()
                .statusCode(200);
        blossom()
                .body("{\"links\":[{\"userId\":\"b\",\"sameAs\":{\"partner\":\"academy\",\"userId\":\"a\"}}]}")
                .post("/v1/identity/links")
                .then()
                .statusCode(200);
        blossom()
                .body("{\"userId\":\"b\",\"sameAs\":{\"partner\":\"academy\",\"userId\":\"a\"}}")
                .post("/v1/identity/links:remove")
                .then()
                .statusCode(200);
        // Then
        Set<String> keys = Set.of(
                TestKeys.pseudonymizer().leaf(TestKeys.ACADEMY, Kind.USER, "a").toString(),
                TestKeys.pseudonymizer().leaf(TestKeys.BLOSSOM, Kind.USER, "b").toString());
        List<Link> links = values(awaitOf(TopicCatalog.IDENTITY_LINKS, keys, 2));
        assertThat(links)
                .extracting(Link::getAlias)
                .containsOnly(links.getFirst().getAlias());
        assertThat(links.getFirst().getAlias()).isGreaterThan(links.getFirst().getPerson());
        assertThat(links.getLast().getPerson()).isNull();
        assertThat(links).extracting(Link::getVersion).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void import_twice_changesNothingTheSecondTime() {
        // Given
        String name = "taobao-" + UUID.randomUUID();
        String file = IntStream.range(0, 5000)
                .mapToObj(i -> "%d,%d,7,%s,%d\n".formatted(i % 97, i, i % 9 == 0 ? "buy" : "pv", 1_511_658_000 + i))
                .collect(Collectors.joining("", "", "broken line\n1,2,3,pv,15"));
        // When
        Response first = blossom().contentType("text/csv").body(file).post("/v1/imports?format=taobao&import=" + name);
        Response second = blossom().contentType("text/csv").body(file).post("/v1/imports?format=taobao&import=" + name);
        // Then
        first.then()
                .statusCode(200)
                .body("lines", equalTo(5002))
                .body("accepted", equalTo(5000))
                .body("rejected.truncated", equalTo(1))
                .body("rejected.malformed-line", equalTo(1))
                .body("complete", equalTo(true))
                .body("alreadyImported", equalTo(false));
        second.then().statusCode(200).body("alreadyImported", equalTo(true)).body("accepted", equalTo(5000));
        blossom().get("/v1/imports/" + name).then().statusCode(200).body("lines", equalTo(5002));
        List<Received<Behavior>> clean = topics.awaitUntil(
                TopicCatalog.BEHAVIOR_CLEAN,
                received -> imported(received, name).size() == 5000);
        assertThat(imported(clean, name).stream().filter(e -> e.getAction().equals("buy")))
                .hasSize(556);
        Outcomes.assertOnePerRawPosition(topics);
    }

    @Test
    void bytesInRaw_thatAreNoRecord_areRejectedAndCleaningGoesOn() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        topics.sendBytes(TopicCatalog.BEHAVIOR_RAW, "academy:p", new byte[] {9, 9, 9});
        academy().body(viewed(id, "u-after", "java")).post("/v1/track").then().statusCode(200);
        // Then
        assertThat(cleanOf(id).getAction()).isEqualTo("browse");
        Outcomes.assertOnePerRawPosition(topics);
    }

    @Test
    void metrics_countByPartnerAndCode() {
        // Given
        String id = UUID.randomUUID().toString();
        academy().body(viewed(id, "u-metrics", "java")).post("/v1/track").then().statusCode(200);
        cleanOf(id);
        // When
        String metrics = given().get("/q/metrics").asString();
        // Then
        assertThat(metrics)
                .contains("kuajie_door_accepted_total{code=\"none\",partner=\"academy\"")
                .contains("kuajie_cleaning_clean_total{code=\"none\",partner=\"academy\"")
                .contains("kuajie_cleaning_lag_seconds_max{partner=\"academy\"")
                .contains("kuajie_door_request_seconds_bucket{partner=\"academy\"");
    }

    private Behavior cleanOf(String messageId) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> received.stream()
                                .anyMatch(r -> r.requireValue().getMessageId().equals(messageId)))
                .stream()
                .map(Received::requireValue)
                .filter(event -> event.getMessageId().equals(messageId))
                .findFirst()
                .orElseThrow();
    }

    private Received<RejectedBehavior> rejectedOf(String messageId) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        received -> received.stream()
                                .anyMatch(r -> messageId.equals(r.requireValue().getMessageId())))
                .stream()
                .filter(r -> messageId.equals(r.requireValue().getMessageId()))
                .findFirst()
                .orElseThrow();
    }

    /** The records under these keys, as soon as there are so many of them; other tests write to the same topics. */
    private <V extends SpecificRecord> List<Received<V>> awaitOf(Topic<V> topic, Set<String> keys, int count) {
        return topics
                .awaitUntil(
                        topic,
                        received -> received.stream()
                                        .filter(record -> keys.contains(record.key()))
                                        .count()
                                >= count)
                .stream()
                .filter(record -> keys.contains(record.key()))
                .toList();
    }

    private static List<Behavior> imported(List<Received<Behavior>> received, String name) {
        return values(received).stream()
                .filter(event -> name.equals(event.getOrigin().getId()))
                .toList();
    }

    private static <V> List<V> values(List<Received<V>> received) {
        List<V> values = new ArrayList<>();
        received.forEach(record -> values.add(record.requireValue()));
        return values;
    }

    private static String text(Position position) {
        return position.getPartition() + "@" + position.getOffset();
    }

    private static String viewed(String messageId, String user, String item) {
        return "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"%s\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"%s\"}}"
                .formatted(messageId, user, item);
    }

    private static RequestSpecification academy() {
        return plain().auth().preemptive().basic(TestKeys.ACADEMY_WRITE_KEY, "").contentType("application/json");
    }

    private static RequestSpecification blossom() {
        return plain().auth().preemptive().basic(TestKeys.BLOSSOM_WRITE_KEY, "").contentType("application/json");
    }

    private static RequestSpecification plain() {
        EncoderConfig untouched = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .defaultContentCharset(StandardCharsets.UTF_8);
        return given().config(RestAssuredConfig.config().encoderConfig(untouched))
                .urlEncodingEnabled(false);
    }

    /** Sends the bytes as they are, which RestAssured does not do with forms. */
    private static HttpResponse<String> send(String path, String type, String header, String value, byte[] body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", type)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
