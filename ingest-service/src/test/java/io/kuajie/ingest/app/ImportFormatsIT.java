package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;

import io.kuajie.events.Behavior;
import io.kuajie.events.ImportProgress;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PlatformResource.class)
final class ImportFormatsIT {
    private static final String ORDER = """
            {"url":"%s","secret":"orders","items":"data.orders","cursor":{"path":"meta.next","parameter":"after"},
             "mapping":{"format":"json","user":"{who.id}","id":"{no}","at":"{at}","time":"iso",
                        "events":[{"action":"buy","item":"{sku}","price":"{paid}"}]}}""";
    private static final String VISITS = """
            203.0.113.77 - - [01/Mar/2026:08:00:00 +0800] "GET /p/lip-1.html HTTP/1.1" 200 512 "-" "SecretAgent/1.0"
            203.0.113.77 - clear-user [01/Mar/2026:08:00:01 +0800] "GET /p/lip-2.html HTTP/1.1" 200 512 "-" "SecretAgent/1.0"
            203.0.113.77 - clear-user [01/Mar/2026:08:00:01 +0800] "GET /p/lip-2.html HTTP/1.1" 200 512 "-" "SecretAgent
            203.0.113.77 - - [01/Mar/2026:08:00:02 +0800] "GET /assets/a.css HTTP/1.1" 200 512 "-" "SecretAgent/1.0"
            """;

    private final String name = "import-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void accessLog_withShippedRules_leavesNoAddressAndNoAgentBehind() {
        // When
        blossom()
                .body(bytes(VISITS))
                .post("/v1/imports?format=access-log&import=" + name)
                .then()
                .statusCode(200)
                .body("lines", equalTo(4), "accepted", equalTo(2), "skipped", equalTo(1))
                .body("rejected", equalTo(java.util.Map.of("malformed-line", 1)));
        // Then
        List<Behavior> clean = clean(2);
        assertThat(clean).extracting(Behavior::getItem).containsExactlyInAnyOrder("blossom:lip-1", "blossom:lip-2");
        assertThat(clean).extracting(Behavior::getAnonymous).containsExactlyInAnyOrder(true, false);
        assertThat(everything()).doesNotContain("203.0.113.77", "SecretAgent", "clear-user");
    }

    @Test
    void survey_byMappingFileInTheHeader_isReportedUntilCleaningHasPassedIt() {
        // Given
        String mapping = """
                {"format":"csv","header":true,"user":"{respondent}","id":"{sheet}",
                 "events":[{"each":["q1","q2"],"name":"Survey Answered","properties":{"question":"{question}","answer":"{answer}"}}]}""";
        String sheet = UUID.randomUUID().toString();
        // When: the last row repeats the first one's sheet
        String file = "respondent,sheet,q1,q2\na,%s,是,no\nb,s2-%s,yes,\na,%s,是,no\n".formatted(sheet, sheet, sheet);
        blossom()
                .header("Kuajie-Mapping", Base64.getEncoder().encodeToString(bytes(mapping)))
                .body(bytes(file))
                .post("/v1/imports?import=" + name)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(5));
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> blossom()
                        .get("/v1/imports/" + name + "?outcomes=true")
                        .then()
                        .statusCode(200)
                        .body("cleaning.complete", equalTo(true))
                        .body("cleaning.clean", equalTo(3))
                        .body("cleaning.rejected", equalTo(java.util.Map.of("duplicate", 2))));
        assertThat(clean(3))
                .extracting(event -> String.valueOf(event.getProperties()))
                .anyMatch(properties -> properties.contains("\"answer\":\"是\""));
    }

    @Test
    void dryRun_tellsTheFirstProblems_andChangesNothing() {
        // When
        blossom()
                .body(bytes("1,2,3,pv,1511658000\n1,2,3,look,1511658000\n1,2,3,pv,15\n"))
                .post("/v1/imports?format=taobao&dryRun=true&import=" + name)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1), "events.browse", equalTo(1))
                .body("rejected", equalTo(java.util.Map.of("unknown-action", 1, "implausible-time", 1)))
                .body("problems.line", equalTo(List.of(2, 3)));
        // Then
        blossom().get("/v1/imports/" + name).then().statusCode(404);
    }

    @Test
    void mappings_areShown_andBadOnesAreNamed() {
        blossom().get("/v1/mappings").then().statusCode(200).body("$", hasKey("hillstrom"));
        blossom().get("/v1/mappings/survey").then().statusCode(200).body("format", equalTo("csv"));
        blossom().get("/v1/mappings/none").then().statusCode(404);
        blossom()
                .header("Kuajie-Mapping", "bm8=")
                .body(bytes(""))
                .post("/v1/imports?import=" + name)
                .then()
                .statusCode(400);
        blossom()
                .header("Kuajie-Mapping", Base64.getEncoder().encodeToString(bytes("{\"format\":\"csv\"}")))
                .body(bytes(""))
                .post("/v1/imports?import=" + name)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("mapping.user"));
    }

    @Test
    void pull_ofABusyPartner_takesEachOrderOnce() throws IOException {
        try (PartnerServer partner = new PartnerServer(4)) {
            // Given
            partner.busyFor(2);
            // When
            pull(ORDER.formatted(partner.address("/orders?size=10")))
                    .then()
                    .statusCode(202)
                    .body("running", equalTo(true));
            // Then
            JsonPath report = awaitEnd();
            assertThat(report.getBoolean("complete")).isTrue();
            assertThat(report.getLong("accepted")).isEqualTo(40);
            assertThat(clean(40)).extracting(Behavior::getMessageId).doesNotHaveDuplicates();
            assertThat(partner.asked()).containsExactly("0", "0", "0", "1", "2", "3");
            pull(ORDER.formatted(partner.address("/orders")))
                    .then()
                    .statusCode(200)
                    .body("alreadyImported", equalTo(true));
            assertThat(everything()).doesNotContain("letmein", "pull-user-7");
        }
    }

    @Test
    void pull_thatEndedInTheMiddle_goesOnFromTheLastCursor() throws IOException {
        try (PartnerServer partner = new PartnerServer(5)) {
            // Given
            String order = ORDER.formatted(partner.address("/orders"));
            partner.breakFrom(2);
            pull(order).then().statusCode(202);
            JsonPath ended = awaitEnd();
            assertThat(ended.getString("problem")).contains("500").doesNotContain("letmein");
            assertThat(ended.getLong("lines")).isEqualTo(20);
            partner.breakFrom(Integer.MAX_VALUE);
            int askedBefore = partner.asked().size();
            // When
            pull(order).then().statusCode(202);
            // Then
            assertThat(awaitEnd().getLong("accepted")).isEqualTo(50);
            assertThat(partner.asked().subList(askedBefore, partner.asked().size()))
                    .containsExactly("2", "3", "4");
            assertThat(clean(50)).extracting(Behavior::getMessageId).doesNotHaveDuplicates();
        }
    }

    @Test
    void pull_whoseInstanceDied_isGoneOnWithByItself() throws IOException {
        try (PartnerServer partner = new PartnerServer(4)) {
            // Given
            Instant longAgo = Instant.now().minus(Duration.ofHours(1));
            String order = ORDER.formatted(partner.address("/orders"));
            // When
            topics.send(
                    TopicCatalog.INGEST_IMPORTS,
                    "blossom:" + name,
                    ImportProgress.newBuilder()
                            .setPartner("blossom")
                            .setImportId(name)
                            .setLines(20)
                            .setAccepted(20)
                            .setCursor("2")
                            .setOrder("{\"options\":{\"import\":\"%s\",\"format\":\"pull\"},\"order\":%s}"
                                    .formatted(name, order))
                            .setComplete(false)
                            .setStartedAt(longAgo)
                            .setUpdatedAt(longAgo)
                            .build());
            // Then
            JsonPath report = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> blossom().get("/v1/imports/" + name).jsonPath(),
                            progress -> progress.getBoolean("complete"));
            assertThat(report.getLong("accepted")).isEqualTo(40);
            assertThat(partner.asked()).containsExactly("2", "3");
            assertThat(clean(20)).extracting(Behavior::getMessageId).doesNotHaveDuplicates();
        }
    }

    @Test
    void pull_thatIsRedirectedOrUnauthorised_endsWithTheReason() throws IOException {
        try (PartnerServer partner = new PartnerServer(1)) {
            // When
            pull(ORDER.formatted(partner.address("/elsewhere"))).then().statusCode(202);
            // Then
            assertThat(awaitEnd().getString("problem")).contains("302").contains("not followed");
            // When
            pull(ORDER.formatted(partner.address("/orders")).replace("\"secret\":\"orders\",", ""))
                    .then()
                    .statusCode(202);
            // Then
            assertThat(awaitEnd().getString("problem")).contains("401");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest, url",
        "https://evil.example/orders, url",
        "ftp://localhost/orders, url",
        "https://user:pw@localhost/orders, url",
        "file:///etc/passwd, url"
    })
    void pull_fromElsewhere_isRefused(String url, String field) {
        pull(ORDER.formatted(url))
                .then()
                .statusCode(400)
                .contentType(containsString("problem+json"))
                .body("errors.field", hasItem(field));
        pull(ORDER.formatted("https://localhost/x").replace("\"orders\",", "\"others\","))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("secret"));
    }

    private io.restassured.response.Response pull(String order) {
        return blossom().body(bytes(order)).post("/v1/imports?format=pull&import=" + name);
    }

    private JsonPath awaitEnd() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> blossom().get("/v1/imports/" + name).jsonPath(),
                        report -> !report.getBoolean("running")
                                && (report.getBoolean("complete") || report.getString("problem") != null));
    }

    private List<Behavior> clean(int count) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> received.stream().filter(this::isOfThis).count() >= count)
                .stream()
                .filter(this::isOfThis)
                .map(Received::requireValue)
                .toList();
    }

    private boolean isOfThis(Received<Behavior> received) {
        return name.equals(received.requireValue().getOrigin().getId());
    }

    private String everything() {
        return topics.readAll(TopicCatalog.BEHAVIOR_RAW).toString()
                + topics.readAll(TopicCatalog.BEHAVIOR_CLEAN)
                + topics.readAll(TopicCatalog.BEHAVIOR_REJECTED)
                + topics.readAll(TopicCatalog.INGEST_IMPORTS);
    }

    private static RequestSpecification blossom() {
        String key = TestKeys.BLOSSOM_WRITE_KEY + ":";
        return given().header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)))
                .contentType("application/octet-stream");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
