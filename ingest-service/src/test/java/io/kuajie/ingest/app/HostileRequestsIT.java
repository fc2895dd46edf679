package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasKey;

import io.kuajie.ingest.domain.segment.HostileBodies;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests through the real door, and a hostile record behind it. */
@QuarkusTest
// Of its own: what it sends would have to be read by all other tests.
@WithTestResource(value = PlatformResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
final class HostileRequestsIT extends DoorInProcess {
    private static final int REQUESTS = 2_000;
    private static final String GOOD =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"user-good-%1$d\",\"messageId\":\"good-%1$d\",\"properties\":{\"product_id\":\"java\"}}";
    private static final List<String> PATHS =
            List.of("/v1/batch", "/v1/import/", "/v1/track", "/v1/identify", "/v1/page", "/v1/cloudevents");
    private static final Set<Integer> EXPECTED = Set.of(200, 400, 401, 413, 431);

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
        HostileBodies bodies = new HostileBodies(9);
        SplittableRandom random = new SplittableRandom(9);
        Set<String> wanted = new HashSet<>();
        List<Integer> statuses = new ArrayList<>();
        // When
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int n = 0; n < REQUESTS; n++) {
                byte[] body = bodies.batch(GOOD.formatted(2 * n), GOOD.formatted(2 * n + 1));
                String path = "/v1/batch";
                if (n % 2 == 0) {
                    wanted.add("good-" + 2 * n);
                    wanted.add("good-" + (2 * n + 1));
                } else {
                    body = random.nextBoolean() ? bodies.broken(body) : bodies.item();
                    path = PATHS.get(random.nextInt(PATHS.size()));
                }
                boolean isGzip = random.nextInt(4) == 0;
                statuses.add(send(client, path, isGzip ? gzip(body) : body));
            }
        }
        // Then
        assertThat(EXPECTED).containsAll(statuses);
        topics.awaitUntil(TopicCatalog.BEHAVIOR_CLEAN, received -> {
            Set<String> ids = new HashSet<>();
            received.forEach(record -> ids.add(record.requireValue().getMessageId()));
            return ids.containsAll(wanted);
        });
        Outcomes.assertOnePerRawPosition(topics);
    }

    @Test
    void gzip_thatUnpacksToMuchMore_isRefused() throws Exception {
        // Given
        byte[] bomb = gzip(new byte[200_000_000]);
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
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Basic \u0001\u0002====\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/track HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
                "GET /v1/catalog/items/x HTTP/1.1\r\n\r\n",
                "GET /v1/catalog/items/x HTTP/1.1\r\nHost: \r\n\r\n",
                "GET /v1/rejected HTTP/1.1\r\nHost: a b\u0001:x\r\n\r\n",
                "POST /v1/batch HTTP/9.9\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void head_hostile_isAnsweredOrClosedWithoutFault(String request) throws IOException {
        // When
        String answer = exchange(request);
        // Then
        assertThat(answer).doesNotContain(" 500 ");
        given().get("/q/health/live").then().statusCode(200);
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

    @ParameterizedTest
    @CsvSource({
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,true",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01,false",
        "zhang@example.cn,false"
    })
    void trace_ofARequest_travelsToTheCleanEventIfItIsOne(String trace, boolean travels) {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        given().auth()
                .preemptive()
                .basic("academy-write-key", "")
                .header("traceparent", trace)
                .body("{\"event\":\"Product Viewed\",\"userId\":\"u-trace\",\"messageId\":\"%s\"}".formatted(id))
                .post("/v1/track")
                .then()
                .statusCode(200);
        // Then
        var clean = topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> received.stream()
                                .anyMatch(record ->
                                        record.requireValue().getMessageId().equals(id)))
                .stream()
                .filter(record -> record.requireValue().getMessageId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(clean.headers().get("traceparent")).isEqualTo(travels ? trace : null);
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(2_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
            return "";
        }
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

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }
}
