package io.kuajie.profile.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.embedded.Launcher;
import io.kuajie.embedded.StartCache;
import io.kuajie.testkit.TestKeys;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The packaged service as a process of its own, which a test may kill. */
final class ServiceProcess implements AutoCloseable {
    private static final Path PACKAGE =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final String MAIN_CLASS = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";
    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final AtomicBoolean IS_BEGUN = new AtomicBoolean();
    private static volatile boolean isStartKept;

    /** Of the first of this JVM, and of no other at the same time, the start is kept for the dozens that follow. */
    private final boolean isFirst = IS_BEGUN.compareAndSet(false, true);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String name;
    private final Path state;
    private final Path configuration;
    private final int port;
    private Process process;

    /** @param name of its files below target */
    ServiceProcess(String name, Map<String, String> settings, Path state, int port) {
        this.name = name;
        this.state = state;
        this.port = port;
        this.configuration = write(name, settings, port);
        forgetLog();
        this.process = launch();
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end, and waits until it has. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    void wipe() {
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(state)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        process = launch();
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").statusCode() == 200);
        if (isFirst) {
            startCache().keep(process.pid());
            isStartKept = true;
        }
    }

    JsonNode json(String path) {
        try {
            return json.readTree(get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        wipe();
        http.close();
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(to(path).build());
    }

    /** Orders without a body. */
    JsonNode post(String path) {
        try {
            HttpRequest order = to(path).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return json.readTree(send(order).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestKeys.OPERATOR_KEY)
                .timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + request.uri(), e);
        }
    }

    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged in all its lives since the test began. */
    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetLog() {
        try {
            Files.deleteIfExists(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return Path.of("target", name + ".log");
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(OPTIONS);
        if (isFirst || isStartKept) {
            command.addAll(startCache().options());
        }
        command.addAll(List.of(
                "-Dsmallrye.config.locations=" + configuration.toUri(),
                "-cp",
                Launcher.jar() + File.pathSeparator + PACKAGE,
                Launcher.MAIN_CLASS,
                MAIN_CLASS));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The service could not be started; was it packaged?", e);
        }
    }

    private static StartCache startCache() {
        return StartCache.of("tested-profile", OPTIONS, List.of(Launcher.jar(), PACKAGE));
    }

    private static Path write(String name, Map<String, String> settings, int port) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("quarkus.http.port", Integer.toString(port));
        properties.setProperty("quarkus.http.host", "127.0.0.1");
        Path file = Path.of("target", name + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toAbsolutePath();
    }
}
