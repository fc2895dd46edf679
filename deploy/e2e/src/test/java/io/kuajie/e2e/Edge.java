package io.kuajie.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A caller of the services, as a partner's engineer would write it. */
final class Edge {
    /** What came back. */
    record Answer(int status, JsonNode body, Map<String, String> headers) {
        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected status %d but was %d: %s".formatted(expected, status, body));
            }
            return this;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Answer get(URI base, String path, String key, Map<String, String> headers) throws IOException {
        return send(request(base, path, key, headers).GET().build());
    }

    int status(URI base, String path) throws IOException {
        return send(HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build())
                .status();
    }

    Answer get(URI base, String path, String key) throws IOException {
        return get(base, path, key, Map.of());
    }

    Answer post(URI base, String path, String key, String json) throws IOException {
        return send(request(base, path, key, Map.of("Content-Type", "application/json"))
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Answer put(URI base, String path, String key, String json) throws IOException {
        return send(request(base, path, key, Map.of("Content-Type", "application/json"))
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    Answer delete(URI base, String path, String key) throws IOException {
        return send(request(base, path, key, Map.of()).DELETE().build());
    }

    Answer upload(URI base, String path, String key, BodyPublisher body) throws IOException {
        return send(request(base, path, key, Map.of("Content-Type", "text/csv"))
                .POST(body)
                .build());
    }

    private HttpRequest.Builder request(URI base, String path, String key, Map<String, String> headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + key);
        headers.forEach(builder::header);
        return builder;
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(response.statusCode(), body, headers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
