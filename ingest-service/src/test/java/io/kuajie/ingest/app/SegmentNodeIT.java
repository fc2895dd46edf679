package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestNames;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Segment's own Node client, as it is, against the running door. Needs node and npm. */
@Tag("browser")
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class SegmentNodeIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path CLIENTS = Path.of("src", "test", "clients");
    private static final Path NPM_LOG = Path.of("target", "npm.log");

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    private final String run = TestNames.fresh();

    @BeforeAll
    static void install() throws Exception {
        if (!Files.isDirectory(CLIENTS.resolve("node_modules"))) {
            // On streams of its own: this process is told by its input what to run, and npm would read that.
            Process npm = process("npm", "ci")
                    .redirectErrorStream(true)
                    .redirectOutput(NPM_LOG.toFile())
                    .start();
            npm.getOutputStream().close();
            assertThat(npm.waitFor(120, TimeUnit.SECONDS) && npm.exitValue() == 0)
                    .as(() -> "npm ci in " + CLIENTS + ", which tells in " + NPM_LOG.toAbsolutePath())
                    .isTrue();
        }
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void messages_withABadOneAmongThem_areCleanButForThat() throws Exception {
        // When
        List<JsonNode> told = send(
                door(),
                TestKeys.ACADEMY_WRITE_KEY,
                line("identify", Map.of("userId", "节点-1", "traits", Map.of("email", "node@example.cn"))),
                line("track", order("good", "129.00")),
                line("track", order("bad", "a lot")),
                line("page", Map.of("userId", "节点-1", "messageId", run + "-page", "name", "课程")),
                line("alias", Map.of("userId", "节点-1", "previousId", "anonymous-1")),
                line("group", Map.of("userId", "节点-1", "groupId", "school")));
        // Then
        assertThat(told).hasSize(6).noneMatch(one -> one.hasNonNull("error"));
        assertThat(clean("good"))
                .singleElement()
                .extracting(Behavior::getAction)
                .isEqualTo("cart");
        assertThat(clean("page"))
                .singleElement()
                .extracting(Behavior::getSurface)
                .isEqualTo("课程");
        assertThat(rejected("bad"))
                .singleElement()
                .extracting(RejectedBehavior::getCode)
                .isEqualTo("bad-price");
    }

    @Test
    void messages_doorAwayInMidStream_areDeliveredAndCleanOnce() throws Exception {
        // Given
        List<JsonNode> told = new ArrayList<>();
        try (Interruption interruption = new Interruption(RestAssured.port)) {
            Process client = start(interruption.url(), TestKeys.ACADEMY_WRITE_KEY);
            BufferedReader out = client.inputReader();
            try (Writer in = client.outputWriter()) {
                write(in, orders(0, 30));
                told.add(json(Objects.requireNonNull(out.readLine(), "The client has ended.")));
                // When
                interruption.begin();
                write(in, orders(30, 60));
                assertThat(client.waitFor(2, TimeUnit.SECONDS))
                        .as("the client has given up")
                        .isFalse();
                interruption.end();
                write(in, orders(60, 90));
            }
            out.lines().map(SegmentNodeIT::json).forEach(told::add);
            assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        // Then
        assertThat(told).hasSize(90).noneMatch(one -> one.hasNonNull("error"));
        assertThat(cleanIds("outage-"))
                .hasSize(90)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(one -> one.path("messageId").asText()).toList());
    }

    private List<String> orders(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(n -> line("track", order("outage-" + n, "1")))
                .toList();
    }

    @Test
    void messages_withAWrongKey_areGivenUpAndNothingIsKept() throws Exception {
        // When
        List<JsonNode> told = send(door(), "no-such-key", line("track", order("stranger", "1")));
        // Then
        assertThat(told).anyMatch(one -> one.hasNonNull("error"));
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW))
                .noneMatch(raw -> raw.requireValue().getMessageId().equals(run + "-stranger"));
    }

    @Test
    void messages_tooLargeForTheClient_spoilNoOthers() throws Exception {
        // Given
        Map<String, Object> huge = new HashMap<>(order("huge", "1"));
        huge.put("properties", Map.of("notes", "长".repeat(15_000)));
        // When
        List<JsonNode> told =
                send(door(), TestKeys.ACADEMY_WRITE_KEY, line("track", huge), line("track", order("beside", "1")));
        // Then
        assertThat(told)
                .filteredOn(one -> one.hasNonNull("error"))
                .extracting(one -> one.path("messageId").asText())
                .containsOnly(run + "-huge", "null");
        assertThat(clean("beside")).hasSize(1);
    }

    private Map<String, Object> order(String name, String price) {
        return Map.of(
                "userId",
                "节点-1",
                "event",
                "Product Added",
                "messageId",
                run + "-" + name,
                "properties",
                Map.of("product_id", "java", "price", price));
    }

    private static String line(String call, Map<String, ?> message) {
        try {
            return JSON.writeValueAsString(Map.of("call", call, "message", message));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String door() {
        return "http://localhost:" + RestAssured.port;
    }

    private static List<JsonNode> send(String host, String key, String... lines) throws Exception {
        Process client = start(host, key);
        try (Writer in = client.outputWriter()) {
            write(in, List.of(lines));
        }
        List<String> told = client.inputReader().lines().toList();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return told.stream().map(SegmentNodeIT::json).toList();
    }

    private static Process start(String host, String key) throws IOException {
        return process("node", "send.mjs", host, key)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void write(Writer in, List<String> lines) throws IOException {
        for (String line : lines) {
            in.write(line + "\n");
        }
        in.flush();
    }

    private static ProcessBuilder process(String... command) {
        return new ProcessBuilder(command).directory(CLIENTS.toFile());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private List<Behavior> clean(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> topics.readAll(TopicCatalog.BEHAVIOR_CLEAN).stream()
                                .map(Received::requireValue)
                                .filter(event -> event.getMessageId().equals(run + "-" + name))
                                .toList(),
                        found -> !found.isEmpty());
    }

    private List<String> cleanIds(String start) {
        Outcomes.assertOnePerRawPosition(topics);
        return topics.readAll(TopicCatalog.BEHAVIOR_CLEAN).stream()
                .map(received -> received.requireValue().getMessageId())
                .filter(id -> id.startsWith(run + "-" + start))
                .toList();
    }

    private List<RejectedBehavior> rejected(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> topics.readAll(TopicCatalog.BEHAVIOR_REJECTED).stream()
                                .map(Received::requireValue)
                                .filter(event -> (run + "-" + name).equals(event.getMessageId()))
                                .toList(),
                        found -> !found.isEmpty());
    }
}
