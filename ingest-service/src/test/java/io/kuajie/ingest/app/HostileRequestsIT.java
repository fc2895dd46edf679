package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasKey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests through the real door, and a hostile record behind it. */
@QuarkusTest
// Of its own: what it sends would have to be read by all other tests.
@WithTestResource(value = PlatformResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
final class HostileRequestsIT extends DoorInProcess {
    private static final int REQUESTS = 100_000;
    private static final int SENDERS = 16;

    @Inject
    @SuppressWarnings("NullAway.Init") // the framework puts it in
    MeterRegistry meters;

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
    void requests_ofEveryKind_endWithoutFaultAndGoodMessagesAreTaken() throws Exception {
        // Given
        double connections = gauge("http.server.active.connections");
        List<HostileSender> senders = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            senders.add(new HostileSender(new HostileRequests("good-" + n, n)));
        }
        // When
        Set<String> good = new HashSet<>();
        Set<Integer> statuses = new HashSet<>();
        for (HostileSender.Sent sent : sendAll(senders)) {
            good.addAll(sent.good());
            statuses.addAll(sent.statuses());
        }
        // Then
        assertThat(statuses).contains(200, 400, 401, 403, 404, 413, 414, 431);
        Outcomes.assertOnePerRawPosition(topics);
        assertCleanOnce(good);
        await().untilAsserted(() -> {
            assertThat(gauge("http.server.active.connections")).isLessThanOrEqualTo(connections);
            assertThat(gauge("kuajie.door.in.flight")).isZero();
            assertThat(gauge("kuajie.door.body.bytes")).isZero();
            assertThat(gauge("kuajie.door.body.keyless.bytes")).isZero();
        });
    }

    private static List<HostileSender.Sent> sendAll(List<HostileSender> senders) throws Exception {
        List<Future<HostileSender.Sent>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostileSender sender : senders) {
                sent.add(threads.submit(() -> sender.send(REQUESTS / SENDERS)));
            }
        }
        List<HostileSender.Sent> all = new ArrayList<>();
        for (Future<HostileSender.Sent> one : sent) {
            all.add(one.get());
        }
        return all;
    }

    private void assertCleanOnce(Set<String> ids) {
        Map<String, Integer> timesById = new HashMap<>();
        topics.forEach(
                TopicCatalog.BEHAVIOR_CLEAN,
                clean -> timesById.merge(clean.requireValue().getMessageId(), 1, Integer::sum));
        Set<String> others = new HashSet<>(ids);
        others.removeIf(id -> timesById.getOrDefault(id, 0) == 1);
        assertThat(ids).isNotEmpty();
        assertThat(others).as("good messages that are not clean once").isEmpty();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void gzip_thatUnpacksToMuchMore_isRefused() throws Exception {
        // Given
        byte[] bomb = HostileRequests.gzip(new byte[200_000_000]);
        // When
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = send(client, "/v1/batch", bomb);
            // Then
            assertThat(status).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/identify",
                "/v1/track",
                "/v1/batch",
                "/v1/cloudevents",
                "/v1/tracking-plan",
                "/v1/agreements"
            })
    void description_namesEveryCall(String path) {
        // When
        var described = given().accept("application/json").get("/q/openapi");
        // Then
        described.then().statusCode(200).body("paths", hasKey(path));
    }

    @Test
    void description_ofCallsForAKey_saysThatAKeyMayLackTheRight() throws Exception {
        // When
        JsonNode paths = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString())
                .path("paths");
        // Then
        List<String> calls = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(item -> {
                    JsonNode call = item.getValue();
                    if (!call.path("security").isEmpty()) {
                        calls.add(item.getKey() + " " + path.getKey());
                        if (!call.path("responses").has("403")) {
                            silent.add(item.getKey() + " " + path.getKey());
                        }
                    }
                }));
        assertThat(calls).hasSizeGreaterThan(20);
        assertThat(silent).as("calls that don't say so").isEmpty();
    }

    private static int send(HttpClient client, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer academy-write-key")
                .header("Content-Type", path.endsWith("cloudevents") ? "application/cloudevents+json" : "text/plain")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
