package io.kuajie.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kuajie.local.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process would run it, with a service that answers as told. */
class RecomputeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAME = """
            {"agrees": true, "people": 3, "differing": 0, "moving": 0, "beyond": 0, "complete": true, "events": 7,
             "differences": []}""";
    private static final String DIFFERENT = """
            {"agrees": false, "people": 5, "differing": 1, "moving": 2, "beyond": 4, "complete": false, "events": 9,
             "differences": [{"person": "academy:anna", "differences": ["counts: {buy=2} by the log, {buy=1} told"]}]}""";

    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> statuses = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final HttpServer service;
    private final String address;
    private volatile int answerToOrders = 202;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit puts it in
    Path folder;

    RecomputeCommandTest() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + service.getAddress().getPort();
    }

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("key"), "operator-key\n");
        service.createContext("/v1/recomputation", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void everybodyAgrees_isSuccess() throws IOException {
        // Given
        statuses.add("{\"state\": \"RUNNING\", \"done\": 2, \"total\": 10}");
        statuses.add(done(SAME));

        // When
        int exit = run();

        // Then
        assertThat(exit).isZero();
        assertThat(lines()).contains("3 people by 7 events: 0 differ");
        assertThat(JSON.readTree(orders.remove())).isEqualTo(JSON.readTree("{\"tolerance\": 1e-6, \"show\": 20}"));
    }

    @Test
    void somebodyDiffers_isFailure_andIsNamedWithWhatWasLeftOut() {
        // Given
        statuses.add(done(DIFFERENT));

        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(lines())
                .containsSubsequence(
                        "5 people by 9 events: 1 differ",
                        "2 were being linked and were left out",
                        "4 began before what the log still has, and were left out",
                        "academy:anna",
                        "  counts: {buy=2} by the log, {buy=1} told");
    }

    @Test
    void options_areOrdered_andTheReportIsWritten() throws IOException {
        // Given
        Path report = folder.resolve("report.json");
        statuses.add(done(DIFFERENT));

        // When
        run("--person", "academy:anna", "--tolerance", "0.5", "--show", "1", "--report", report.toString());

        // Then
        assertThat(JSON.readTree(orders.remove()))
                .isEqualTo(JSON.readTree("{\"people\": [\"academy:anna\"], \"tolerance\": 0.5, \"show\": 1}"));
        assertThat(JSON.readTree(report.toFile())).isEqualTo(JSON.readTree(DIFFERENT));
    }

    @Test
    void serviceThatFails_isFailure_withItsReason() {
        // Given
        statuses.add("{\"state\": \"FAILED\", \"done\": 1, \"total\": 10, \"failure\": \"The disk is full.\"}");

        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(lines()).last().isEqualTo("The disk is full.");
    }

    @Test
    void serviceThatRefuses_isFailure_withItsReason() {
        // Given
        answerToOrders = 409;

        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(lines()).last().asString().contains("refused with 409", "An earlier order");
    }

    @Test
    void serviceThatIsGone_isFailure_withItsAddress() {
        // Given
        service.stop(0);

        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("POST /v1/recomputation at " + address + " has failed for 0 s.");
    }

    @Test
    void keyFileThatIsMissing_isFailure_inASentence() {
        // When
        int exit = RecomputeMain.run(screen(), Duration.ZERO, "--key-file", "no-such-file");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(lines()).containsExactly("There is no file no-such-file.");
    }

    private int run(String... more) {
        Stream<String> all = Stream.concat(
                Stream.of(
                        "--service",
                        address,
                        "--key-file",
                        folder.resolve("key").toString()),
                Stream.of(more));
        return RecomputeMain.run(screen(), Duration.ZERO, all.toArray(String[]::new));
    }

    private Screen screen() {
        return new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false, 100);
    }

    private List<String> lines() {
        return shown.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String done(String report) {
        return "{\"state\": \"DONE\", \"done\": 10, \"total\": 10, \"report\": " + report + "}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isKnown =
                    "Bearer operator-key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!isKnown) {
                reply(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                orders.add(body);
                reply(exchange, answerToOrders, "{\"detail\": \"An earlier order is being worked on.\"}");
            } else {
                reply(exchange, 200, statuses.remove());
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
