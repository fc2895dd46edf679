package io.kuajie.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One service, called with one key. A service that is busy, starting or briefly gone is asked again. */
public final class Api {
    /** How long a service that is gone is asked again, unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Set<Integer> LATER = Set.of(429, 503);

    private final HttpClient http;
    private final URI base;
    private final String key;
    private final Duration patience;

    public Api(HttpClient http, URI base, String key) {
        this(http, base, key, PATIENCE);
    }

    /** @param patience how long it is asked again while it is busy, starting or gone */
    public Api(HttpClient http, URI base, String key, Duration patience) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.patience = patience;
    }

    /** What calls are made with. */
    public static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
    }

    /** What a service answered. @param body missing where there was none */
    public record Reply(int status, Map<String, String> headers, JsonNode body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The value of a header; empty where it is missing. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    /** @throws IllegalStateException if the service refuses */
    public Reply get(String path) {
        return required("GET " + path, () -> send(request(path).GET()));
    }

    /** @throws IllegalStateException if the service refuses */
    public Reply post(String path, Object json) {
        return post(path, json, Map.of());
    }

    /** @throws IllegalStateException if the service refuses */
    public Reply post(String path, Object json, Map<String, String> headers) {
        byte[] body = bytes(json);
        return required("POST " + path, () -> {
            HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
            headers.forEach(request::header);
            return send(request.POST(BodyPublishers.ofByteArray(body)));
        });
    }

    /** @throws IllegalStateException if the service refuses */
    public Reply put(String path, Object json) {
        byte[] body = bytes(json);
        return required("PUT " + path, () -> {
            HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
            return send(request.PUT(BodyPublishers.ofByteArray(body)));
        });
    }

    /** Sends a body as it is read; once, because a stream can't be read twice. */
    public Reply stream(String path, String mediaType, Map<String, String> headers, HttpRequest.BodyPublisher body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", mediaType);
        headers.forEach(request::header);
        return send(request.POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new java.util.TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Reply(response.statusCode(), headers, parse(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling " + base, e);
        }
    }

    private Reply required(String what, Call call) {
        Reply reply = patiently(what, call);
        if (!reply.isSuccess()) {
            throw new RefusedException(
                    "%s at %s was refused with %d: %s"
                            .formatted(what, base, reply.status(), reply.body().isMissingNode() ? "" : reply.body()),
                    reply);
        }
        return reply;
    }

    private Reply patiently(String what, Call call) {
        Instant giveUp = Instant.now().plus(patience);
        while (true) {
            try {
                Reply reply = call.once();
                if (!LATER.contains(reply.status()) || Instant.now().isAfter(giveUp)) {
                    return reply;
                }
            } catch (IOException e) {
                if (Instant.now().isAfter(giveUp)) {
                    throw new UncheckedIOException(
                            "%s at %s has failed for %d s.".formatted(what, base, patience.toSeconds()), e);
                }
            }
            Pause.of(PAUSE);
        }
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This can't be written as JSON: " + json, e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    @FunctionalInterface
    private interface Call {
        Reply once() throws IOException;
    }
}
