package io.kuajie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class RegistryServerIT {
    private static final Pattern CONTENT_ID = Pattern.compile("\"contentId\":(\\d+)");

    @Test
    void keptRegistry_killedRightAfterARegistration_keepsItsContentId(@TempDir Path folder) throws Exception {
        try (RegistryServer registry = RegistryServer.start(RegistrySettings.keptIn(folder, 0))) {
            // Given
            register(registry, "Other");
            long id = register(registry, "Visit");

            // When
            registry.kill();
            registry.restart();

            // Then
            assertThat(get(registry.url() + "/ids/contentIds/" + id)).contains("\"Visit\"");
            assertThat(register(registry, "Visit")).isEqualTo(id);
        }
    }

    @Test
    void keptRegistry_closedAndStartedAgain_keepsItsContentId(@TempDir Path folder) throws Exception {
        // Given
        long id;
        int port;
        try (RegistryServer first = RegistryServer.start(RegistrySettings.keptIn(folder, 0))) {
            id = register(first, "Visit");
            port = first.port();
        }

        // When
        try (RegistryServer second = RegistryServer.start(RegistrySettings.keptIn(folder, port))) {
            // Then
            assertThat(get(second.url() + "/ids/contentIds/" + id)).contains("\"Visit\"");
            assertThat(register(second, "Later")).isGreaterThan(id);
        }
    }

    private static long register(RegistryServer registry, String name) throws Exception {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"%s\\\",\\\"fields\\\":[]}".formatted(name);
        String body = """
                {"artifactId": "%s", "artifactType": "AVRO", "firstVersion":
                  {"content": {"content": "%s", "contentType": "application/json"}}}""".formatted(name, schema);
        Matcher id = CONTENT_ID.matcher(send(HttpRequest.newBuilder(
                        URI.create(registry.url() + "/groups/kuajie/artifacts?ifExists=FIND_OR_CREATE_VERSION"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
        assertThat(id.find()).isTrue();
        return Long.parseLong(id.group(1));
    }

    private static String get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
