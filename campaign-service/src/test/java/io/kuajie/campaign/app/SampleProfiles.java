package io.kuajie.campaign.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the shape of profile-service's, with people made up, so that the console's pages about people can be looked at without
 * it. That the real one is reached by this way is told by the tests of the whole stack.
 */
public final class SampleProfiles implements QuarkusTestResourceLifecycleManager {
    static final String PERSON = "academy:mYv1oQw0h3uFzq2cT5rXkA";
    static final String USER = "学员甲";
    private static final Map<String, String> FILE_BY_CALL = Map.of(
            "GET /v1/clusters",
            "clusters",
            "GET /v1/clusters/map",
            "map",
            "GET /v1/profiles?limit=20",
            "people",
            "POST /v1/profiles:lookup",
            "profile",
            "GET /v1/profiles/" + PERSON,
            "profile",
            "GET /v1/profiles/" + PERSON + "/portrait",
            "portrait");
    private static final Set<String> KEYS =
            Set.of("Bearer " + TestKeys.OPERATOR_KEY, "Bearer " + TestKeys.ACADEMY_WRITE_KEY);

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            begun.createContext("/", SampleProfiles::answer);
            begun.start();
            server = begun;
            return Map.of(
                    "kuajie.campaign.profile-service",
                    "http://127.0.0.1:" + begun.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String file = FILE_BY_CALL.get(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replace("%3A", ":"));
        boolean isKnown = KEYS.contains(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isKnown || file == null || (!body.isEmpty() && !body.contains(USER))) {
            reply(
                    exchange,
                    isKnown ? 404 : 401,
                    "application/problem+json",
                    "{\"detail\":\"Nothing is known.\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            boolean isPartner = ("Bearer " + TestKeys.ACADEMY_WRITE_KEY)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            try (InputStream sample = sample(file, isPartner)) {
                reply(exchange, 200, "application/json;charset=UTF-8", sample.readAllBytes());
            }
        }
    }

    /** Partners are shown less of some. */
    private static InputStream sample(String file, boolean isPartner) {
        InputStream less =
                isPartner ? SampleProfiles.class.getResourceAsStream("/profiles/" + file + "-of-partner.json") : null;
        return less != null
                ? less
                : Objects.requireNonNull(SampleProfiles.class.getResourceAsStream("/profiles/" + file + ".json"));
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
