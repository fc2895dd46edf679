package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** What becomes of what the door took: one outcome each, clean or rejected with a code. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class OutcomesIT extends DoorInProcess {
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
    void badMessage_thatItsSenderRepeats_isShownOnce() {
        // Given
        String bad = UUID.randomUUID().toString();
        String batch = "{\"batch\":[{\"type\":\"track\",\"messageId\":\"%s\",\"event\":\"x\"}]}".formatted(bad);
        // When
        academy().body(batch).post("/v1/batch").then().statusCode(200);
        academy().body(batch).post("/v1/batch").then().statusCode(200);
        // Then
        List<Received<RejectedBehavior>> recorded = topics.awaitUntil(
                TopicCatalog.BEHAVIOR_REJECTED,
                received -> ofMessage(received, bad).size() == 2);
        Received<RejectedBehavior> last = ofMessage(recorded, bad).getLast();
        academy()
                .get("/v1/rejected?messageId=" + bad)
                .then()
                .statusCode(200)
                .body("rejected.position", equalTo(List.of(last.partition() + "@" + last.offset())));
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
        Response second = academy().body(correction).post("/v1/rejected:reprocess");
        // Then
        first.then().statusCode(200).body("accepted", equalTo(1)).body("unsent", Matchers.hasSize(0));
        second.then().statusCode(200).body("accepted", equalTo(0)).body("unsent.why", equalTo(List.of("corrected")));
        Behavior clean = cleanOf(id);
        assertThat(clean.getRating()).isEqualTo(5);
        assertThat(clean.getLeaf()).isEqualTo(rejectedOf(id).requireValue().getLeaf());
        blossom().get("/v1/rejected?messageId=" + id).then().statusCode(200).body("rejected", Matchers.hasSize(0));
        Outcomes.assertOnePerRawPosition(topics);
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
                .contains("kuajie_cleaning_lag_seconds_bucket{partner=\"academy\"")
                .contains("kuajie_door_request_seconds_bucket{partner=\"academy\"");
    }

    @Test
    void timer_ofARequest_beginsWithItsHead() throws IOException {
        // Given: a request whose head is there, and others that are answered before its body comes
        academy()
                .body(viewed(UUID.randomUUID().toString(), "u-timer", "java"))
                .post("/v1/track")
                .then()
                .statusCode(200);
        String body = "{\"batch\":[%s]}".formatted(viewed(UUID.randomUUID().toString(), "u-timer", "java"));
        double before = academysSeconds();
        try (RawConnection connection = new RawConnection()) {
            connection.head(TestKeys.ACADEMY_WRITE_KEY, body.length(), "Expect: 100-continue\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 100");
            long start = System.nanoTime();
            for (int n = 0; n < 20; n++) {
                blossom()
                        .body(viewed(UUID.randomUUID().toString(), "u-timer", "lip"))
                        .post("/v1/track")
                        .then()
                        .statusCode(200);
            }
            double waited = (System.nanoTime() - start) / 1e9;
            // When
            assertThat(connection.send(body).answer()).startsWith("HTTP/1.1 200");
            // Then
            assertThat(academysSeconds() - before).isGreaterThanOrEqualTo(waited);
        }
    }

    private static double academysSeconds() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("kuajie_door_request_seconds_sum{partner=\"academy\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static List<Behavior> imported(List<Received<Behavior>> received, String name) {
        return values(received).stream()
                .filter(event -> name.equals(event.getOrigin().getId()))
                .toList();
    }

    private static List<Received<RejectedBehavior>> ofMessage(List<Received<RejectedBehavior>> received, String id) {
        return received.stream()
                .filter(record -> id.equals(record.requireValue().getMessageId()))
                .toList();
    }

    private static String text(Position position) {
        return position.getPartition() + "@" + position.getOffset();
    }
}
