package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.events.Behavior;
import io.kuajie.events.ImportProgress;
import io.kuajie.events.ImportSending;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
// Of its own: what it sends would have to be read by all other tests.
@WithTestResource(value = PlatformResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
final class ImportIT {
    private static final int MOST_OF_ONE = 3;

    private final String name = "import-" + UUID.randomUUID();
    private final String address = "/v1/imports?format=taobao&import=" + name;

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void upload_thatPausesAndBreaksOff_goesOnWhereItEnded() throws IOException {
        // Given
        String start = lines(0, 30);
        try (Socket socket = upload()) {
            chunk(socket, start);
            awaitProgress(30, true);
            blossom().body(bytes(start)).post(address).then().statusCode(409);
            chunk(socket, lines(30, 40) + "7,1,2,pv,15116");
            awaitProgress(40, true);
        }
        awaitProgress(40, false);
        // When
        JsonPath report = blossom()
                .body(bytes(lines(0, 50)))
                .post(address)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        // Then
        assertThat(report.getLong("lines")).isEqualTo(50);
        assertThat(report.getLong("accepted")).isEqualTo(50);
        assertThat(report.getMap("rejected")).isEmpty();
        assertThat(cleanMessageIds(50)).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void uploads_ofOnePartner_leaveRoomForThoseOfAnother() throws IOException {
        // Given
        List<Socket> slow = new ArrayList<>();
        for (int n = 0; n < MOST_OF_ONE; n++) {
            Socket socket = upload(address + "-" + n);
            chunk(socket, lines(0, 5));
            awaitProgress(name + "-" + n, 5, true);
            slow.add(socket);
        }
        String one = lines(0, 1);
        // When
        blossom()
                .body(bytes(one))
                .post(address)
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .body("detail", containsString("%d imports running".formatted(MOST_OF_ONE)));
        // Then
        given().auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_WRITE_KEY, "")
                .contentType("application/octet-stream")
                .body(bytes(one))
                .post(address)
                .then()
                .statusCode(200);
        for (int n = 0; n < MOST_OF_ONE; n++) {
            slow.get(n).close();
            awaitProgress(name + "-" + n, 5, false);
        }
    }

    @Test
    void file_whoseServiceDiedBetweenEntriesOfTheLedger_isReportedWithEachEventOnce() throws Exception {
        // Given
        String file = lines(0, 24) + "7,1,2,pv,1511\n" + lines(25, 50);
        leaveOver(file, 40, 20);
        awaitProgress(20, false);
        // When
        HttpResponse<String> end = send(file);
        // Then
        assertThat(end.statusCode()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> blossom()
                        .get("/v1/imports/" + name + "?outcomes=true")
                        .then()
                        .body("cleaning.complete", equalTo(true)));
        JsonPath report =
                blossom().get("/v1/imports/" + name + "?outcomes=true").jsonPath();
        assertThat(report.getLong("accepted")).isEqualTo(50);
        assertThat(report.getMap("cleaning.rejected")).isEqualTo(Map.of("implausible-time", 1));
        assertThat(report.getLong("cleaning.clean")).isEqualTo(49);
        assertThat(cleanMessageIds(49)).hasSize(49).doesNotHaveDuplicates();
    }

    @Test
    void file_largerThanTheHeap_isTakenAsItComes() throws IOException {
        // Given
        byte[] stretch = bytes(lines(0, 1) + (" ".repeat(63 * 1024) + "\n").repeat(64));
        long stretches = Runtime.getRuntime().maxMemory() / stretch.length + 50;
        // When
        try (Socket socket = upload()) {
            for (long n = 0; n < stretches; n++) {
                chunk(socket, stretch);
            }
            chunk(socket, new byte[0]);
            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> blossom()
                            .get("/v1/imports/" + name)
                            .then()
                            .statusCode(200)
                            .body("complete", equalTo(true))
                            .body("accepted", equalTo((int) stretches))
                            .body("skipped", equalTo((int) stretches * 64)));
        }
    }

    @Test
    void upload_gzip_isDecompressedAsItComes() throws IOException {
        // Given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(lines(0, 1000).getBytes(StandardCharsets.UTF_8));
        }
        // When / Then
        blossom().body(out.toByteArray()).post(address).then().statusCode(200).body("accepted", equalTo(1000));
    }

    @Test
    void largeFile_sentAgain_isAnsweredAtOnce() throws Exception {
        // Given
        String file = lines(0, 60_000);
        HttpResponse<String> first = send(file);
        // When
        HttpResponse<String> second = send(file);
        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(JsonPath.from(first.body()).getLong("accepted")).isEqualTo(60_000);
        assertThat(JsonPath.from(second.body()).getBoolean("alreadyImported")).isTrue();
        assertThat(first.headers().firstValue("Kuajie-Positions").orElseThrow()).contains("0@", "1@", "2@");
    }

    @Test
    void options_ofWrongForm_areNamed() {
        blossom()
                .body(bytes(""))
                .post("/v1/imports?format=xml")
                .then()
                .statusCode(400)
                .body("errors.field", org.hamcrest.Matchers.hasItems("import", "format"));
    }

    @Test
    void realFile_ofStorefrontBehaviour_hasOneOutcomeALine() throws IOException {
        // Given
        Path file = Path.of(System.getProperty("kuajie.root", ".."), "../shared/data/taobao/UserBehavior.csv");
        Assumptions.assumeTrue(Files.exists(file), "needs ../shared/data");
        // When
        JsonPath report = blossom()
                .body(Files.readAllBytes(file))
                .post(address)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        // Then
        assertThat(report.getLong("lines")).isEqualTo(96_169);
        assertThat(report.getLong("accepted")).isEqualTo(96_168);
        assertThat(report.getMap("rejected")).hasToString("{truncated=1}");
        assertThat(cleanMessageIds(96_168)).hasSize(96_168).doesNotHaveDuplicates();
        Outcomes.assertOnePerRawPosition(topics);
        List<RejectedBehavior> rejected = topics.readAll(TopicCatalog.BEHAVIOR_REJECTED).stream()
                .map(Received::requireValue)
                .filter(record -> name.equals(record.getOrigin().getId()))
                .toList();
        assertThat(rejected).singleElement().satisfies(record -> {
            assertThat(record.getCode()).isEqualTo("truncated");
            assertThat(record.getOrigin().getLine()).isEqualTo(96_169L);
            assertThat(record.getPayload()).endsWith(",543546,4181361,pv,15").doesNotContain("301780");
        });
    }

    /**
     * What a service leaves over that dies in the middle: of the file's lines so many are in behavior.raw, and those up to another are in
     * the ledger. The events are those of an import of the same file under another name.
     */
    private void leaveOver(String file, int sent, int known) {
        String model = name + "-model";
        blossom().body(bytes(file)).post(address + "-model").then().statusCode(200);
        Map<Long, RawBehavior> eventByLine = new TreeMap<>();
        topics.forEach(TopicCatalog.BEHAVIOR_RAW, received -> {
            RawBehavior event = received.requireValue();
            if (model.equals(event.getOrigin().getId()) && event.getOrigin().getLine() <= sent) {
                eventByLine.put(event.getOrigin().getLine(), event);
            }
        });
        Map<Integer, Position> knownByPartition = new TreeMap<>();
        eventByLine.forEach((line, event) -> {
            event.put("message_id", event.getMessageId().replace(model, name));
            event.put("origin", new Origin("import", name, line));
            RecordMetadata at = topics.send(TopicCatalog.BEHAVIOR_RAW, event.getLeaf(), event);
            if (line <= known) {
                knownByPartition.put(at.partition(), new Position(at.partition(), at.offset()));
            }
        });
        topics.send(
                TopicCatalog.INGEST_IMPORTS,
                "blossom:" + name,
                ImportProgress.newBuilder()
                        .setPartner("blossom")
                        .setImportId(name)
                        .setLines(known)
                        .setAccepted(known)
                        .setRejected(Map.of())
                        .setPositions(List.copyOf(knownByPartition.values()))
                        .setSendings(List.of(new ImportSending(List.of(), List.of())))
                        .setComplete(false)
                        .setStartedAt(Instant.now().minusSeconds(60))
                        .setUpdatedAt(Instant.now())
                        .build());
    }

    private List<String> cleanMessageIds(int atLeast) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> ofThisImport(received).count() >= atLeast)
                .stream()
                .map(Received::requireValue)
                .filter(event -> name.equals(event.getOrigin().getId()))
                .map(Behavior::getMessageId)
                .toList();
    }

    private java.util.stream.Stream<Received<Behavior>> ofThisImport(List<Received<Behavior>> received) {
        return received.stream()
                .filter(record -> name.equals(record.requireValue().getOrigin().getId()));
    }

    private void awaitProgress(int lines, boolean running) {
        awaitProgress(name, lines, running);
    }

    private static void awaitProgress(String name, int lines, boolean running) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> blossom()
                        .get("/v1/imports/" + name)
                        .then()
                        .statusCode(200)
                        .body("lines", equalTo(lines))
                        .body("running", equalTo(running))
                        .body("complete", equalTo(false)));
    }

    private Socket upload() throws IOException {
        return upload(address);
    }

    private static Socket upload(String address) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(address, basic());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void chunk(Socket socket, String text) throws IOException {
        chunk(socket, bytes(text));
    }

    /** None is the end of the body. */
    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private HttpResponse<String> send(String file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + address))
                .header("Authorization", basic())
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static RequestSpecification blossom() {
        return given().header("Authorization", basic()).contentType("application/octet-stream");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String basic() {
        String key = TestKeys.BLOSSOM_WRITE_KEY + ":";
        return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("%d,%d,7,pv,%d\n".formatted(i % 997, i, 1_511_658_000 + i));
        }
        return lines.toString();
    }
}
