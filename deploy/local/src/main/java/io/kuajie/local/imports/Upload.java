package io.kuajie.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Pause;
import io.kuajie.local.client.RefusedException;
import io.kuajie.local.terminal.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends a file until the door has all of it; what it has taken already, it knows by its ledger. */
public final class Upload {
    /** The door is busy or starting, or hasn't noticed yet that the last connection was lost. */
    private static final Set<Integer> PASSING = Set.of(409, 429, 503);

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration GIVE_UP = Duration.ofMinutes(5);

    private final Api api;
    private final Screen screen;

    public Upload(Api api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    /** What is sent. @param path of the import, with its options */
    public record Order(String name, String path, String mediaType, Map<String, String> headers, Body body) {
        public Order {
            headers = Map.copyOf(headers);
        }
    }

    /** Opens the file, anew for each try. */
    @FunctionalInterface
    public interface Body {
        /** @param taken lines that the door has */
        InputStream open(long taken) throws IOException;
    }

    /** The door's report. @throws IllegalStateException if the door refuses, or nothing moves for minutes */
    public JsonNode send(Order order) {
        Instant giveUp = Instant.now().plus(GIVE_UP);
        long taken = 0;
        while (true) {
            Api.Reply reply = sendOnce(order, taken);
            if (reply != null && reply.isSuccess()) {
                return reply.body();
            }
            if (reply != null && !PASSING.contains(reply.status())) {
                throw new IllegalStateException(
                        "The import %s was refused with %d: %s".formatted(order.name(), reply.status(), reply.body()));
            }
            long now = taken(order.name());
            if (now > taken) {
                giveUp = Instant.now().plus(GIVE_UP);
            }
            taken = now;
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException(
                        "The import %s has made no progress for %d s.".formatted(order.name(), GIVE_UP.toSeconds()));
            }
            Pause.of(RETRY);
        }
    }

    /** @return null if the connection was lost */
    private Api.@Nullable Reply sendOnce(Order order, long taken) {
        try {
            return api.stream(order.path(), order.mediaType(), order.headers(), BodyPublishers.ofInputStream(() -> {
                try {
                    return order.body().open(taken);
                } catch (IOException e) {
                    throw new UncheckedIOException("The file of %s can't be read.".formatted(order.name()), e);
                }
            }));
        } catch (IOException e) {
            screen.line("The connection was lost (%s); the import goes on where it was.".formatted(e.getMessage()));
            return null;
        }
    }

    private long taken(String name) {
        try {
            return api.get("/v1/imports/" + name).body().path("lines").asLong();
        } catch (RefusedException e) {
            return 0;
        }
    }
}
