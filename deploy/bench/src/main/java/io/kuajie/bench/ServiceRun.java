package io.kuajie.bench;

import io.kuajie.embedded.Servers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One built service as a process on real servers, with the memory it has in the one-machine stack. */
final class ServiceRun implements AutoCloseable {
    /** SHA-256 of {@value #OPERATOR_KEY}. */
    private static final String OPERATOR_DIGEST = "c9736463f555cdb7d2a78cfd7aa8b8c4f09d906d78f8dab9228eda30a28c2818";

    static final String OPERATOR_KEY = "operator-key";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServiceRun(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it is ready. @param module folder of the service, such as profile-service */
    static ServiceRun start(
            Path root, String module, int heapMegabytes, Servers servers, Map<String, String> settings, Path log)
            throws IOException, InterruptedException {
        ServiceRun run = launch(root, module, heapMegabytes, servers, settings, log);
        run.awaitReady(log);
        return run;
    }

    /** Starts it and does not wait. @param module as above */
    static ServiceRun launch(
            Path root, String module, int heapMegabytes, Servers servers, Map<String, String> settings, Path log)
            throws IOException {
        int port = freePort();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("kuajie.kafka.bootstrap-servers", servers.bootstrapServers());
        all.put("kuajie.registry.url", servers.registryUrl().toString());
        all.put("kuajie.partners.academy.domain", "course");
        all.put("kuajie.partners.blossom.domain", "beauty");
        all.put("kuajie.admin-keys", OPERATOR_DIGEST);
        all.put("kuajie.pseudonym.secret", "YmVuY2htYXJrcy1uZWVkLW5vLXJlYWwtc2VjcmV0LWF0LWFsbA==");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.http.host", "127.0.0.1");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms%dm".formatted(heapMegabytes),
                "-Xmx%dm".formatted(heapMegabytes),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // As in the images.
                "-XX:+UseTransparentHugePages",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(moreOptions());
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar",
                root.resolve(module)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new ServiceRun(builder.start(), port);
    }

    long pid() {
        return process.pid();
    }

    /** Holds every thread of the process, so that a backlog can be written which it then meets at once. */
    void hold() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void release() throws IOException, InterruptedException {
        signal("-CONT");
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill %s of the service ended with %d.".formatted(name, code));
        }
    }

    private void awaitReady(Path log) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The service did not become ready; see %s.".formatted(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Options that a benchmark's caller has for the virtual machines that it measures. */
    static List<String> moreOptions() {
        String more = System.getProperty("kuajie.bench.jvm", "");
        return more.isEmpty() ? List.of() : List.of(more.split(" "));
    }
}
