package io.kuajie.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of an Apicurio Registry, each asked for once. A registry that can't be reached is waited for, because its
 * absence says nothing about a record; a registry that answers "unknown" is an error of the record.
 *
 * <p>Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final String GROUP = "kuajie";
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
    private final URI api;
    private final Map<Schema, Integer> idBySchema = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemaById = new ConcurrentHashMap<>();

    /** @param api the registry's core API, such as {@code http://localhost:8081/apis/registry/v3} */
    public SchemaRegistry(URI api) {
        this.api = api;
    }

    /** The content id of this schema, registered under its full name where it is new. */
    public int idOf(Schema schema) {
        Integer known = idBySchema.get(schema);
        return known != null ? known : idBySchema.computeIfAbsent(schema, this::register);
    }

    /** The schema a record was written with. @throws SerializationException if the registry does not know the id */
    public Schema byId(int contentId) {
        Schema known = schemaById.get(contentId);
        return known != null ? known : schemaById.computeIfAbsent(contentId, this::fetch);
    }

    @Override
    public void close() {
        http.close();
    }

    private int register(Schema schema) {
        JsonNode content = json.createObjectNode()
                .put("artifactId", schema.getFullName())
                .put("artifactType", "AVRO")
                .set(
                        "firstVersion",
                        json.createObjectNode()
                                .set(
                                        "content",
                                        json.createObjectNode()
                                                .put("content", schema.toString())
                                                .put("contentType", "application/json")));
        HttpRequest request = HttpRequest.newBuilder(
                        at("/groups/" + GROUP + "/artifacts?ifExists=FIND_OR_CREATE_VERSION"))
                .header("Content-Type", "application/json")
                .timeout(REQUEST_LIMIT)
                .POST(BodyPublishers.ofString(content.toString()))
                .build();
        String answer = send(request, "schema " + schema.getFullName());
        return read(answer).path("version").path("contentId").asInt();
    }

    private Schema fetch(int contentId) {
        return parse("/ids/contentIds/" + contentId, "", new Schema.Parser(), new HashSet<>());
    }

    /**
     * Reads what a schema refers to before the schema itself: Apicurio's own serializer registers each named type within a schema as one
     * of its own.
     *
     * @param seen what was read for the same schema already, for several may refer to the same
     */
    private Schema parse(String path, String content, Schema.Parser parser, Set<String> seen) {
        for (JsonNode reference : read(get(path + "/references"))) {
            String version = "/groups/%s/artifacts/%s/versions/%s"
                    .formatted(
                            segment(reference.path("groupId").asText("default")),
                            segment(reference.path("artifactId").asText()),
                            segment(reference.path("version").asText()));
            if (seen.add(version)) {
                parse(version, "/content", parser, seen);
            }
        }
        return parser.parse(get(path + content));
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String get(String path) {
        return send(
                HttpRequest.newBuilder(at(path)).timeout(REQUEST_LIMIT).GET().build(), path);
    }

    private URI at(String path) {
        return URI.create(api + path);
    }

    private String send(HttpRequest request, String what) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                int status = response.statusCode();
                if (status / 100 == 2) {
                    return response.body();
                }
                if (status / 100 == 4 && status != 408 && status != 429) {
                    throw new SerializationException(
                            "The registry refused %s with status %d: %s".formatted(what, status, response.body()));
                }
                LOG.warn("The registry answered {} for {}; trying again in {}", status, what, pause);
            } catch (IOException e) {
                LOG.warn(
                        "The registry at {} can't be reached for {} ({}); trying again in {}",
                        api,
                        what,
                        e.toString(),
                        pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new org.apache.kafka.common.errors.InterruptException(e);
            }
            pause = sleep(pause);
        }
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private JsonNode read(String answer) {
        try {
            return json.readTree(answer);
        } catch (IOException e) {
            throw new SerializationException("The registry's answer is not JSON.", e);
        }
    }
}
