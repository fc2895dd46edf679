package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that a pod of profile-service runs before it stops, against a service that can be spared from a certain time on. */
class HandoverTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer service;

    HandoverTest() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        service.createContext("/q/health/group/handover", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void pod_aboutToStop_waitsUntilItCanBeSpared() throws Exception {
        // When
        int left = run(service.getAddress().getPort());

        // Then
        assertThat(left).isZero();
        assertThat(asked).hasValue(3);
    }

    @Test
    void pod_whoseServiceIsGone_doesNotWait() throws Exception {
        // Given
        int port = service.getAddress().getPort();
        service.stop(0);

        // When
        int left = run(port);

        // Then
        assertThat(left).isZero();
        assertThat(asked).hasValue(0);
    }

    private static int run(int port) throws IOException, InterruptedException {
        List<String> command = preStop();
        String script = command.getLast();
        assertThat(script).contains("/127.0.0.1/8102").contains("sleep 5").contains("sleep 1");
        String quick = script.replace("8102", Integer.toString(port))
                .replace("sleep 5", "true")
                .replace("sleep 1", "true");
        return new ProcessBuilder(command.get(0), command.get(1), quick)
                .inheritIO()
                .start()
                .waitFor();
    }

    private static List<String> preStop() {
        return ManifestFiles.base().stream()
                .filter(manifest ->
                        manifest.kind().equals("StatefulSet") && manifest.name().equals("profile-service"))
                .flatMap(manifest -> PodPolicyTest.containers(manifest).stream())
                .flatMap(container -> container
                        .getAsJsonObject("lifecycle")
                        .getAsJsonObject("preStop")
                        .getAsJsonObject("exec")
                        .getAsJsonArray("command")
                        .asList()
                        .stream())
                .map(JsonElement::getAsString)
                .toList();
    }
}
