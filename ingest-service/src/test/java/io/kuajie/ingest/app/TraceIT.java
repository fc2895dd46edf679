package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request's trace is found again in all records that it becomes, and in its answer. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class TraceIT extends DoorInProcess {
    private static final String PARENT = "traceparent";
    private static final String TOLD = "traceresponse";

    private final String id = UUID.randomUUID().toString();
    private final String user = "u-" + UUID.randomUUID();
    private final String device = "d-" + UUID.randomUUID();
    private final String traceId = id.replace("-", "");
    private final String trace = "00-" + traceId + "-b7ad6b7169203331-01";

    @Test
    void trace_ofABatch_isOnEventsRefusalsClaimsAndLinks() {
        // Given
        String batch =
                "{\"batch\":[%s,{\"type\":\"track\",\"messageId\":\"%s-bad\"},{\"type\":\"identify\",\"userId\":\"%s\",\"anonymousId\":\"%s\"}]}"
                        .formatted(viewed(id, user, "java"), id, user, device);
        // When
        Response answer = traced().body(batch).post("/v1/batch");
        // Then
        answer.then().statusCode(200).header(TOLD, equalTo(trace));
        String leaf = leaf(Kind.ANONYMOUS, device);
        assertThat(traceOf(topics
                        .awaitUntil(
                                TopicCatalog.BEHAVIOR_CLEAN,
                                received -> received.stream()
                                        .anyMatch(r ->
                                                r.requireValue().getMessageId().equals(id)))
                        .stream()
                        .filter(r -> r.requireValue().getMessageId().equals(id))
                        .findFirst()
                        .orElseThrow()))
                .isEqualTo(trace);
        assertThat(traceOf(rejectedOf(id + "-bad"))).isEqualTo(trace);
        assertThat(awaitOf(TopicCatalog.IDENTITY_LINKS, Set.of(leaf), 1))
                .extracting(TraceIT::traceOf)
                .containsOnly(trace);
        assertThat(topics.readAll(TopicCatalog.IDENTITY_CLAIMS))
                .filteredOn(r -> r.requireValue().getLeaf().equals(leaf)
                        || r.requireValue().getOther().equals(leaf))
                .isNotEmpty()
                .extracting(TraceIT::traceOf)
                .containsOnly(trace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zhang@example.cn", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void request_withoutATrace_isToldOneOfItsOwnThatWhatWasRefusedHas(String other) {
        // Given
        String batch = "{\"batch\":[%s,{\"type\":\"track\",\"messageId\":\"%s-bad\"}]}"
                .formatted(viewed(id, user, "java"), id);
        // When
        Response answer = academy().header(PARENT, other).body(batch).post("/v1/batch");
        // Then
        String own = answer.then().statusCode(200).extract().header(TOLD);
        assertThat(own).matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00");
        assertThat(traceOf(rejectedOf(id + "-bad"))).isEqualTo(own);
        cleanOf(id);
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_CLEAN))
                .filteredOn(r -> r.requireValue().getMessageId().equals(id))
                .extracting(r -> r.headers().get(PARENT))
                .containsOnlyNulls();
    }

    @Test
    void refusal_ofTheDoorAndOfAResource_namesTheTrace() {
        // When
        Response ofDoor = traced().body("{").post("/v1/track");
        Response ofResource = traced().get("/v1/imports/" + id);
        // Then
        ofDoor.then().statusCode(400).header(TOLD, equalTo(trace)).body("traceId", equalTo(traceId));
        ofResource.then().statusCode(404).header(TOLD, equalTo(trace)).body("traceId", equalTo(traceId));
    }

    @Test
    void trace_ofAnImportAndOfAnItem_isOnTheirRecords() {
        // Given
        String lines = viewed(id, user, "java") + "\n{\"type\":\"track\",\"messageId\":\"%s-bad\"}\n".formatted(id);
        // When
        Response imported = traced().body(lines).post("/v1/imports?format=segment-ndjson&import=" + id);
        Response written =
                traced().body("{\"title\":\"Java\",\"kind\":\"course\"}").put("/v1/catalog/items/" + id);
        // Then
        imported.then().statusCode(200).header(TOLD, equalTo(trace));
        written.then().statusCode(200).header(TOLD, equalTo(trace));
        assertThat(awaitOf(TopicCatalog.BEHAVIOR_RAW, Set.of(leaf(Kind.USER, user)), 1))
                .extracting(TraceIT::traceOf)
                .containsExactly(trace);
        assertThat(traceOf(rejectedOf(id + "-bad"))).isEqualTo(trace);
        assertThat(awaitOf(TopicCatalog.CATALOG_ITEMS, Set.of("academy:" + id), 1))
                .extracting(TraceIT::traceOf)
                .containsExactly(trace);
    }

    private RequestSpecification traced() {
        return academy().header(PARENT, trace);
    }

    private static String leaf(Kind kind, String value) {
        return TestKeys.pseudonymizer().leaf(TestKeys.ACADEMY, kind, value).toString();
    }

    private static String traceOf(Received<?> received) {
        return String.valueOf(received.headers().get(PARENT));
    }
}
