package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connection of a request that is refused. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class RefusalIT extends DoorInProcess {
    private static final int LARGEST_BATCH = PartnerRules.LARGEST_BATCH;
    /** Together they announce twice what the door receives at once. */
    private static final int SILENT = 2 * PartnerRules.BODY_BYTES / LARGEST_BATCH;

    @BeforeEach
    void useUpQuota() {
        Awaitility.await().until(() -> blossom().body(batch()).post("/v1/batch").statusCode() == 429);
    }

    @Test
    void connection_ofARequestAboveTheQuota_servesTheNext() throws IOException {
        // Given
        String body = batch();
        try (RawConnection connection = new RawConnection()) {
            connection.head(TestKeys.BLOSSOM_WRITE_KEY, body.length(), "");
            String refusal = connection.answer();
            connection.send(body);
            // When
            connection.request(TestKeys.ACADEMY_WRITE_KEY, batch());
            // Then
            assertThat(refusal).startsWith("HTTP/1.1 429");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void connection_ofARequestWithAnUnknownKey_servesTheNext() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection()) {
            String refusal = connection.request("unknown", batch()).answer();
            // When
            connection.request(TestKeys.ACADEMY_WRITE_KEY, batch());
            // Then
            assertThat(refusal).startsWith("HTTP/1.1 401");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void connection_ofABodyThatIsTooLarge_isClosed() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection()) {
            // When
            connection.head(TestKeys.ACADEMY_WRITE_KEY, LARGEST_BATCH + 1, "");
            // Then
            assertThat(connection.answer()).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void connection_ofARefusedBodyThatComesByteByByte_isClosed() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection()) {
            connection.head(TestKeys.BLOSSOM_WRITE_KEY, LARGEST_BATCH, "");
            assertThat(connection.answer()).startsWith("HTTP/1.1 429");
            try (ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor()) {
                // When
                pace.scheduleAtFixedRate(() -> drip(connection), 0, 1, TimeUnit.SECONDS);
                // Then
                assertThat(connection.isClosed()).isTrue();
                pace.shutdownNow();
            }
        }
    }

    @Test
    void stream_ofARefusedBodyWithoutAnEnd_isEndedAndTheConnectionServesTheNext() throws Exception {
        // Given: a connection that speaks HTTP/2, and a body that never ends
        AtomicLong sent = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                sent.incrementAndGet();
                return ' ';
            }
        };
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> first = client.send(over2(TestKeys.ACADEMY_WRITE_KEY, batch()), asText());
            // When
            HttpResponse<String> refusal = client.send(
                    over2(TestKeys.BLOSSOM_WRITE_KEY, BodyPublishers.ofInputStream(() -> endless)), asText());
            HttpResponse<String> next = client.send(over2(TestKeys.ACADEMY_WRITE_KEY, batch()), asText());
            // Then
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(sent).hasValueLessThan(2 * LARGEST_BATCH);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.connectionLabel()).isPresent().isEqualTo(refusal.connectionLabel());
        }
    }

    private static HttpRequest over2(String key, String body) {
        return over2(key, BodyPublishers.ofString(body));
    }

    private static HttpRequest over2(String key, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/batch".formatted(RestAssured.port)))
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(20))
                .POST(body)
                .build();
    }

    private static HttpResponse.BodyHandler<String> asText() {
        return HttpResponse.BodyHandlers.ofString();
    }

    @Test
    void client_thatWaitsForLeave_isGivenIt() throws IOException {
        // Given
        String body = batch();
        try (RawConnection connection = new RawConnection()) {
            // When
            connection.head(TestKeys.ACADEMY_WRITE_KEY, body.length(), "Expect: 100-continue\r\n");
            // Then
            assertThat(connection.answer()).startsWith("HTTP/1.1 100");
            assertThat(connection.send(body).answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void client_thatWaitsForLeaveAboveTheQuota_isRefusedBeforeItSends() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection()) {
            // When
            connection.head(TestKeys.BLOSSOM_WRITE_KEY, LARGEST_BATCH, "Expect: 100-continue\r\n");
            // Then
            assertThat(connection.answer()).startsWith("HTTP/1.1 429").containsIgnoringCase("connection: close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void refusals_areCountedByPartnerAndStatus() {
        // When
        plain().body(batch()).post("/v1/batch").then().statusCode(401);
        // Then: and those above the quota, which each test begins with
        assertThat(plain().get("/q/metrics").asString().lines())
                .anyMatch(line -> isCount(line, "code=\"401\"", "partner=\"none\""))
                .anyMatch(line -> isCount(line, "code=\"429\"", "partner=\"blossom\""));
    }

    private static boolean isCount(String line, String code, String partner) {
        return line.startsWith("kuajie_door_turned_away_total{") && line.contains(code) && line.contains(partner);
    }

    @Test
    void body_thatComesTooSlowly_isToBeSentAgain() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            // When
            connection.head(TestKeys.ACADEMY_WRITE_KEY, LARGEST_BATCH, "").send("{");
            // Then
            assertThat(connection.answer()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: ");
        }
    }

    @Test
    void bodies_withoutAKeyInTheHead_takeNoRoomFromThoseWithOne() throws IOException {
        // Given: each has sent enough of its body to have room for all of it
        List<RawConnection> keyless = new ArrayList<>();
        for (int n = 0; n < SILENT; n++) {
            keyless.add(new RawConnection().head("", LARGEST_BATCH, "").send(" ".repeat(LARGEST_BATCH / 15)));
        }
        assertThat(keyless.getLast().answer()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: ");
        // When
        int status = academy().body(batch()).post("/v1/batch").statusCode();
        // Then
        assertThat(status).isEqualTo(200);
        for (RawConnection connection : keyless) {
            connection.close();
        }
    }

    @Test
    void requests_thatOnlyAnnounceBodies_takeNoRoomFromOthers() throws IOException {
        // Given
        List<RawConnection> silent = new ArrayList<>();
        for (int n = 0; n < SILENT; n++) {
            silent.add(new RawConnection().head(TestKeys.ACADEMY_WRITE_KEY, LARGEST_BATCH, "Expect: 100-continue\r\n"));
        }
        for (RawConnection connection : silent) {
            assertThat(connection.answer()).startsWith("HTTP/1.1 100");
            connection.send("{");
        }
        // When
        int status = academy().body(batch()).post("/v1/batch").statusCode();
        // Then
        assertThat(status).isEqualTo(200);
        for (RawConnection connection : silent) {
            connection.close();
        }
    }

    private static void drip(RawConnection connection) {
        try {
            connection.send(" ");
        } catch (IOException e) {
            throw new UncheckedIOException("The door has had enough of it.", e);
        }
    }

    private static String batch() {
        return "{\"batch\":[%s]}".formatted(viewed(UUID.randomUUID().toString(), "u-refused", "java"));
    }
}
