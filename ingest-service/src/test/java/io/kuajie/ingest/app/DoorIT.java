package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the door and their answers, whatever form they come in. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class DoorIT extends DoorInProcess {
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
    void batch_tooLongAsTold_isRefusedBeforeItIsSent() throws Exception {
        // When
        HttpResponse<String> response =
                send("/v1/batch", "application/json", "Authorization", "Bearer academy-write-key", new byte[600_000]);
        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void batch_cutOff_isNotCompletedByTheOneBefore() throws Exception {
        // Given
        String text = "{\"batch\":[%s{}]}".formatted("{\"userId\":\"u-cut\"},".repeat(1_000));
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/batch"))
                .header("Authorization", "Bearer academy-write-key");
        // When
        List<Integer> statuses = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int length : new int[] {whole.length, whole.length - 10, whole.length}) {
                byte[] body = Arrays.copyOf(whole, length);
                statuses.add(client.send(
                                request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
        }
        // Then
        assertThat(statuses).containsExactly(200, 400, 200);
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
}
