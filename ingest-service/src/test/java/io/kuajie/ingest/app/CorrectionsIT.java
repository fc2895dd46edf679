package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.kuajie.events.Behavior;
import io.kuajie.events.Correction;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rejected events that are corrected count once, whoever corrects them, and when. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class CorrectionsIT extends DoorInProcess {
    /** Longer than message ids are remembered. */
    private static final Duration LONG = Duration.ofHours(26);

    private static final String FIVE =
            "\"event\":\"Product Reviewed\",\"properties\":{\"product_id\":\"java\",\"rating\":5}";

    private final String id = UUID.randomUUID().toString();

    @Inject
    @SuppressWarnings("NullAway.Init") // the container puts it in
    MovableClock clock;

    @AfterEach
    void setClock() {
        clock.setBack(Duration.ZERO);
    }

    @Test
    void event_correctedAgainWhenItsIdIsForgotten_countsOnce() {
        // Given
        clock.setBack(LONG);
        String position = rejectedReview();
        reprocess(item(position, FIVE));
        Behavior first = cleanOf(id);
        clock.setBack(Duration.ZERO);
        // When
        JsonPath second = reprocess(item(position, FIVE));
        // Then
        assertThat(second.getInt("accepted")).isZero();
        assertThat(second.getString("unsent[0].why")).isEqualTo("corrected");
        assertThat(Instant.parse(second.getString("unsent[0].since")))
                .isBefore(Instant.now().minus(LONG));
        assertThat(eventsUpToNow()).containsExactly(first);
        shown("").body("rejected[0].correctedAt", equalTo(second.getString("unsent[0].since")));
        shown("&corrected=true").body("rejected", hasSize(1));
        shown("&corrected=false").body("rejected", hasSize(0));
    }

    @Test
    void messageRejectedTwice_correctedOnceEach_countsOnce() {
        // Given
        clock.setBack(LONG);
        rejectedReview();
        String body = "{\"batch\":[{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"u-fix\"}]}".formatted(id);
        academy().body(body).post("/v1/batch").then().statusCode(200);
        List<String> positions = academy()
                .get("/v1/rejected?since=PT48H&messageId=" + id)
                .jsonPath()
                .getList("rejected.position");
        reprocess(item(positions.getFirst(), FIVE));
        cleanOf(id);
        clock.setBack(Duration.ZERO);
        // When
        JsonPath second = reprocess(item(positions.getLast(), FIVE));
        // Then
        assertThat(positions).hasSize(2);
        assertThat(second.getString("unsent[0].why")).isEqualTo("corrected");
    }

    @Test
    void twoAtOnce_underIdsOfTheirOwn_sendOne() {
        // Given
        String position = rejectedReview();
        List<String> ids = List.of(id + "-a", id + "-b");
        // When
        List<CompletableFuture<JsonPath>> both = ids.stream()
                .map(own -> CompletableFuture.supplyAsync(
                        () -> reprocess(item(position, "\"messageId\":\"%s\",%s".formatted(own, FIVE)))))
                .toList();
        // Then
        List<JsonPath> ends = both.stream().map(CompletableFuture::join).toList();
        assertThat(ends.stream().mapToInt(end -> end.getInt("accepted")).sum()).isEqualTo(1);
        assertThat(ends.stream().flatMap(end -> end.<String>getList("unsent.why").stream()))
                .singleElement()
                .isIn("contested", "corrected");
    }

    @Test
    void productOfAnOrder_correctedInEitherForm_keepsItsIdAndCountsOnce() {
        // Given
        order("{\"product_id\":\"java\",\"price\":129},{\"product_id\":\"go\",\"price\":59,\"quantity\":-2}");
        String position = positionOf(id + "#2");
        String order = "\"event\":\"Order Completed\",\"properties\":{\"currency\":\"CNY\",";
        String product = "\"product_id\":\"go\",\"price\":59,\"quantity\":2";
        // When
        JsonPath whole =
                reprocess(item(position, order + "\"products\":[{\"product_id\":\"java\"},{%s}]}".formatted(product)));
        JsonPath first = reprocess(item(position, order + "\"products\":[{%s}]}".formatted(product)));
        JsonPath second = reprocess(item(position, order + product + "}"));
        // Then
        assertThat(whole.getString("unsent[0].why")).isEqualTo("several");
        assertThat(first.getInt("accepted")).isEqualTo(1);
        assertThat(cleanOf(id + "#2").getQuantity()).isEqualTo(2);
        assertThat(second.getString("unsent[0].why")).isEqualTo("corrected");
    }

    @Test
    void productThatTheDoorRefused_correctedUnderItsOrdersId_keepsItsOwnAndCountsOnce() {
        // Given
        order("{\"product_id\":\"java\",\"price\":129},{\"product_id\":\"go\",\"price\":59,\"quantity\":\"many\"}");
        String position = positionOf(id + "#2");
        String order =
                "\"messageId\":\"%s\",\"event\":\"Order Completed\",\"properties\":{\"currency\":\"CNY\",\"products\":["
                        .formatted(id);
        String product = "{\"product_id\":\"go\",\"price\":59,\"quantity\":2}";
        // When
        JsonPath faulty = reprocess(item(position, order + product.replace("59", "\"cheap\"") + "]}"));
        JsonPath whole = reprocess(item(position, order + "{\"product_id\":\"java\",\"price\":129}," + product + "]}"));
        JsonPath first = reprocess(item(position, order + product + "]}"));
        JsonPath second = reprocess(item(position, order + product + "]}"));
        // Then
        assertThat(faulty.getString("refused[0].messageId")).isEqualTo(id + "#2");
        assertThat(whole.getString("unsent[0].why")).isEqualTo("several");
        assertThat(first.getInt("accepted")).isEqualTo(1);
        assertThat(cleanOf(id + "#2").getQuantity()).isEqualTo(2);
        assertThat(second.getString("unsent[0].why")).isEqualTo("corrected");
    }

    @Test
    void productsOfOneOrderThatTheDoorRefused_areShownAndCorrectedEach() {
        // Given
        order(
                "{\"product_id\":\"java\",\"price\":129,\"quantity\":\"many\"},{\"product_id\":\"go\",\"price\":59,\"quantity\":\"many\"}");
        List<String> ids = List.of(id + "#1", id + "#2");
        String order = "\"event\":\"Order Completed\",\"properties\":{\"currency\":\"CNY\",";
        List<String> positions = ids.stream().map(this::positionOf).toList();
        List<String> shown = academy()
                .get("/v1/rejected?code=bad-quantity&limit=1000")
                .jsonPath()
                .getList("rejected.messageId");
        // When
        JsonPath end = reprocess(item(positions.getFirst(), order + "\"product_id\":\"java\",\"price\":129}")
                + ","
                + item(positions.getLast(), order + "\"products\":[{\"product_id\":\"go\",\"price\":59}]}"));
        // Then
        assertThat(shown).containsAll(ids);
        assertThat(end.getInt("accepted")).isEqualTo(2);
        assertThat(ids)
                .allSatisfy(each -> assertThat(cleanOf(each).getQuantity()).isEqualTo(1));
    }

    @Test
    void correction_rejectedInTurn_isCorrectedItself() {
        // Given
        String position = rejectedReview();
        reprocess(item(position, FIVE.replace('5', '8')));
        List<String> positions = topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        received -> received.stream()
                                        .filter(r -> id.equals(r.requireValue().getMessageId()))
                                        .count()
                                == 2)
                .stream()
                .filter(r -> id.equals(r.requireValue().getMessageId()))
                .map(r -> r.partition() + "@" + r.offset())
                .toList();
        // When
        JsonPath end = reprocess(item(positions.getLast(), FIVE));
        // Then
        assertThat(end.getInt("accepted")).isEqualTo(1);
        assertThat(cleanOf(id).getRating()).isEqualTo(5);
    }

    @Test
    void correction_thatTheDoorRefuses_leavesTheEventToBeCorrected() {
        // Given
        String position = rejectedReview();
        // When
        JsonPath refused = reprocess(item(position, "\"properties\":{}"));
        JsonPath end = reprocess(item(position, FIVE));
        // Then
        assertThat(refused.getString("refused[0].code")).isEqualTo("missing-event");
        assertThat(end.getInt("accepted")).isEqualTo(1);
    }

    @Test
    void correction_begunLongAgoByAnInstanceThatDied_needsSomebodyWhoHasLooked() {
        // Given
        String position = rejectedReview();
        Instant begun = Instant.now().minus(LONG);
        topics.send(TopicCatalog.BEHAVIOR_CORRECTIONS, position, step("academy", position, "begun", begun));
        // When
        JsonPath unlooked = reprocess(item(position, FIVE));
        JsonPath looked = reprocess("{\"position\":\"%s\",\"again\":true,\"message\":{%s}}".formatted(position, FIVE));
        // Then
        assertThat(unlooked.getString("unsent[0].why")).isEqualTo("unknown");
        assertThat(looked.getInt("accepted")).isEqualTo(1);
    }

    @Test
    void step_thatThisVersionDoesNotKnow_keepsThatPartnerFromCorrectingButNotFromLooking() {
        // Given
        blossom()
                .body("{\"messageId\":\"%s\",\"userId\":\"u-fix\",%s}".formatted(id, FIVE.replace('5', '9')))
                .post("/v1/track")
                .then()
                .statusCode(200);
        String position = positionOf(id);
        topics.send(TopicCatalog.BEHAVIOR_CORRECTIONS, position, step("blossom", position, "halted", Instant.now()));
        // When
        Response answer = blossom()
                .body("{\"items\":[%s]}".formatted(item(position, FIVE)))
                .post("/v1/rejected:reprocess");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        blossom()
                .get("/v1/rejected?messageId=" + id)
                .then()
                .statusCode(200)
                .body("rejected", hasSize(1))
                .body("complete", equalTo(false));
        shown("").body("complete", equalTo(true));
    }

    @Test
    void duplicate_correctedUnderTheIdThatIsTaken_isNotSent() {
        // Given
        academy().body(viewed(id, "u-fix", "java")).post("/v1/track").then().statusCode(200);
        academy().body(viewed(id, "u-fix", "java")).post("/v1/track").then().statusCode(200);
        assertThat(rejectedOf(id).requireValue().getCode()).isEqualTo("duplicate");
        String message = "\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"go\"}";
        // When
        JsonPath same = reprocess(item(positionOf(id), message));
        JsonPath own = reprocess(item(positionOf(id), "\"messageId\":\"%s-own\",%s".formatted(id, message)));
        // Then
        assertThat(same.getString("unsent[0].why")).isEqualTo("duplicate");
        assertThat(own.getInt("accepted")).isEqualTo(1);
    }

    private Correction step(String partner, String position, String stage, Instant at) {
        return Correction.newBuilder()
                .setPartner(partner)
                .setRejected(position)
                .setMessageId(id)
                .setRejectedAt(at)
                .setStage(stage)
                .setEvents("what it would have sent")
                .setAt(at)
                .build();
    }

    private void order(String products) {
        academy().body("""
                {"messageId":"%s","userId":"u-fix","event":"Order Completed","properties":{"currency":"CNY","products":[%s]}}""".formatted(id, products)).post("/v1/track").then().statusCode(200);
    }

    private String rejectedReview() {
        academy().body("""
                {"messageId":"%s","userId":"u-fix","event":"Product Reviewed","properties":{"product_id":"java","rating":9}}""".formatted(id)).post("/v1/track").then().statusCode(200);
        assertThat(rejectedOf(id).requireValue().getCode()).isEqualTo("rating-range");
        return positionOf(id);
    }

    private String positionOf(String messageId) {
        var rejected = rejectedOf(messageId);
        return rejected.partition() + "@" + rejected.offset();
    }

    private io.restassured.response.ValidatableResponse shown(String more) {
        return academy()
                .get("/v1/rejected?since=PT48H&messageId=" + id + more)
                .then()
                .statusCode(200);
    }

    private static String item(String position, String message) {
        return "{\"position\":\"%s\",\"message\":{%s}}".formatted(position, message);
    }

    private static JsonPath reprocess(String item) {
        return academy()
                .body("{\"items\":[%s]}".formatted(item))
                .post("/v1/rejected:reprocess")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The clean events of this id, when all that was accepted before has been cleaned. */
    private List<Behavior> eventsUpToNow() {
        String after = UUID.randomUUID().toString();
        academy().body(viewed(after, "u-fix", "java")).post("/v1/track").then().statusCode(200);
        cleanOf(after);
        Stream<Behavior> all = values(topics.readAll(TopicCatalog.BEHAVIOR_CLEAN)).stream();
        return all.filter(event -> event.getMessageId().equals(id)).toList();
    }
}
