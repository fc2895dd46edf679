package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.domain.cleaning.Flags;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every reason and every flag that somebody can cause by HTTP, each of them from the door to the topics. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class ReasonsIT extends DoorInProcess {
    /** Only records of partners' topics, and records that outlive a partner's configuration, are rejected for these. */
    private static final Set<Reason> NOT_BY_HTTP =
            EnumSet.of(Reason.UNDECODABLE, Reason.UNKNOWN_PARTNER, Reason.BAD_DOMAIN);

    private static final int MORE_THAN_A_PERSON_DOES = 120;

    private final String run = UUID.randomUUID().toString();

    @AfterEach
    void endPlan() {
        academy().delete("/v1/tracking-plan").then().statusCode(200);
    }

    @Test
    void message_thatDoesNotPass_isRejectedWithTheReason() {
        // Given
        plan("reject");
        Set<String> codes = EnumSet.complementOf(EnumSet.copyOf(NOT_BY_HTTP)).stream()
                .map(Reason::code)
                .collect(Collectors.toSet());
        // When
        send(badMessages());
        academy()
                .contentType("text/csv")
                .body(badLines())
                .post("/v1/imports?format=taobao&import=" + run)
                .then()
                .statusCode(200);
        // Then
        List<RejectedBehavior> rejected = ofThisRun(topics.awaitUntil(
                TopicCatalog.BEHAVIOR_REJECTED,
                received -> codesOf(ofThisRun(received)).containsAll(codes)));
        assertThat(codesOf(rejected)).isEqualTo(codes);
        assertThat(rejected).allSatisfy(record -> {
            assertThat(record.getDetail()).startsWith(reasonOf(record.getCode()).rule());
            if (record.getMessageId() != null && record.getMessageId().startsWith(run)) {
                assertThat(record.getMessageId()).startsWith(run + "-" + record.getCode());
            }
        });
    }

    @Test
    void message_thatIsRemarkable_passesWithTheFlag() {
        // Given
        plan("flag");
        academy()
                .body(
                        "{\"items\":[{\"id\":\"%s\",\"title\":\"x\",\"category\":\"c\",\"price\":{\"minorUnits\":100,\"currency\":\"CNY\"}}]}"
                                .formatted(run))
                .post("/v1/catalog/items:batch")
                .then()
                .statusCode(200);
        Set<String> flags = Stream.concat(
                        Stream.of(Flags.values()).map(Flags::wireName),
                        Stream.of(Completion.CATEGORY, Completion.AMOUNT))
                .collect(Collectors.toSet());
        // When
        send(List.of(
                at("late", Duration.ofDays(-2)),
                at("skewed", Duration.ofMinutes(10)),
                track("outlier", "Product Viewed", "\"quantity\":1001"),
                track("off-plan", "Planned", ""),
                track(Completion.CATEGORY, "Product Viewed", "\"product_id\":\"%s\"".formatted(run)),
                track(Completion.AMOUNT, "Product Added", "\"product_id\":\"%s\",\"category\":\"c\"".formatted(run))));
        // Then
        List<Behavior> clean = ofThisRun(topics.awaitUntil(
                TopicCatalog.BEHAVIOR_CLEAN, received -> ofThisRun(received).size() == flags.size()));
        assertThat(clean)
                .allSatisfy(event -> assertThat(run + "-" + String.join("+", event.getFlags()))
                        .isEqualTo(event.getMessageId()));
        assertThat(clean).flatExtracting(Behavior::getFlags).containsExactlyInAnyOrderElementsOf(flags);
    }

    private List<String> badMessages() {
        Stream<String> door = Stream.of(
                "\"%s-malformed\"".formatted(run),
                track("bad-encoding", "x", "\"note\":\"\\q\""),
                track("too-large", "x", "\"note\":\"%s\"".formatted("x".repeat(32_768))),
                message("unknown-type", "\"type\":\"tracks\""),
                message("missing-event", "\"type\":\"track\""),
                track("missing-user", "x", "").replace("userId", "user"),
                track("too-many-products", "Order Completed", "\"products\":[{}%s]".formatted(",{}".repeat(250))),
                message("bad-time", "\"type\":\"page\",\"timestamp\":\"yesterday\""),
                track("bad-quantity", "x", "\"quantity\":\"many\""),
                track("bad-rating", "x", "\"rating\":\"good\""),
                track("bad-price", "x", "\"price\":\"cheap\""),
                track("bad-currency", "x", "\"price\":1,\"currency\":\"gold\""),
                track("off-plan", "Planned", ""));
        Stream<String> cleaning = Stream.of(
                track("bad-action", "x".repeat(65), ""),
                message("bad-message-id" + "-".repeat(257), "\"type\":\"page\""),
                track("bad-item", "Product Viewed", "\"product_id\":\"%s\"".formatted("i".repeat(257))),
                track("missing-item", "Product Added", ""),
                at("future-time", Duration.ofHours(2)),
                at("implausible-time", Duration.ofDays(-50 * 365)),
                track("negative-quantity", "Product Added", "\"product_id\":\"i\",\"quantity\":-1"),
                track("negative-amount", "Product Added", "\"product_id\":\"i\",\"price\":-1"),
                track("rating-range", "Product Reviewed", "\"product_id\":\"i\",\"rating\":6"),
                track("progress-range", "Lesson Completed", "\"course_id\":\"i\",\"progress\":50"),
                track("implausible-dwell", "x", "\"dwell_millis\":86400001"),
                message("bot-agent", "\"type\":\"page\",\"context\":{\"userAgent\":\"Baiduspider/2.0\"}"),
                track("ignored", "Heartbeat", ""),
                message("duplicate", "\"type\":\"page\""),
                message("duplicate", "\"type\":\"page\""));
        return Stream.of(door, cleaning, tooMuchForAPerson())
                .flatMap(messages -> messages)
                .toList();
    }

    /** Pages within one second, and reviews, four a second, within one minute. */
    private Stream<String> tooMuchForAPerson() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(5));
        return IntStream.range(0, MORE_THAN_A_PERSON_DOES)
                .boxed()
                .flatMap(n -> Stream.of(
                        message("bot-rate", n, "\"type\":\"page\",\"timestamp\":\"%s\"".formatted(minute)),
                        message(
                                "bot-sequence",
                                n,
                                "\"type\":\"track\",\"event\":\"Product Reviewed\",\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"i%d\"}"
                                        .formatted(minute.plusMillis(250L * n), n))));
    }

    private static String badLines() {
        return "no line of that format\n1,2,3,stare,1511658000\n%s\n1,2,3,pv,15".formatted("9".repeat(65_537));
    }

    private static void plan(String onViolation) {
        academy()
                .body(
                        "{\"onViolation\":\"%s\",\"unplanned\":\"pass\",\"events\":{\"Planned\":{\"required\":[\"plan\"]}}}"
                                .formatted(onViolation))
                .put("/v1/tracking-plan")
                .then()
                .statusCode(200);
    }

    private static void send(List<String> messages) {
        academy()
                .body("{\"batch\":[%s]}".formatted(String.join(",", messages)))
                .post("/v1/batch")
                .then()
                .statusCode(200);
    }

    private String track(String name, String event, String properties) {
        return message(name, "\"type\":\"track\",\"event\":\"%s\",\"properties\":{%s}".formatted(event, properties));
    }

    private String at(String name, Duration ahead) {
        return message(
                name,
                "\"type\":\"page\",\"timestamp\":\"%s\"".formatted(Instant.now().plus(ahead)));
    }

    private String message(String name, String fields) {
        return "{\"messageId\":\"%1$s-%2$s\",\"userId\":\"u-%1$s-%2$s\",%3$s}".formatted(run, name, fields);
    }

    /** One of many of a person. */
    private String message(String name, int number, String fields) {
        return "{\"messageId\":\"%1$s-%2$s-%3$d\",\"userId\":\"u-%1$s-%2$s\",%4$s}"
                .formatted(run, name, number, fields);
    }

    private <V extends SpecificRecord> List<V> ofThisRun(List<Received<V>> received) {
        return values(received).stream().filter(this::isOfThisRun).toList();
    }

    private boolean isOfThisRun(SpecificRecord record) {
        return record.toString().contains(run);
    }

    private static Set<String> codesOf(List<RejectedBehavior> rejected) {
        return rejected.stream().map(RejectedBehavior::getCode).collect(Collectors.toSet());
    }

    private static Reason reasonOf(String code) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
