package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;

import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running door have in common: two partners that ask, and the topics in which they look for what came of it. */
abstract class DoorInProcess {
    static final String SUCCESS = "{\"success\":true}";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    Behavior cleanOf(String messageId) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> received.stream()
                                .anyMatch(r -> r.requireValue().getMessageId().equals(messageId)))
                .stream()
                .map(Received::requireValue)
                .filter(event -> event.getMessageId().equals(messageId))
                .findFirst()
                .orElseThrow();
    }

    Received<RejectedBehavior> rejectedOf(String messageId) {
        return topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        received -> received.stream()
                                .anyMatch(r -> messageId.equals(r.requireValue().getMessageId())))
                .stream()
                .filter(r -> messageId.equals(r.requireValue().getMessageId()))
                .findFirst()
                .orElseThrow();
    }

    /** The records under these keys, as soon as there are so many of them; other tests write to the same topics. */
    <V extends SpecificRecord> List<Received<V>> awaitOf(Topic<V> topic, Set<String> keys, int count) {
        return topics
                .awaitUntil(
                        topic,
                        received -> received.stream()
                                        .filter(record -> keys.contains(record.key()))
                                        .count()
                                >= count)
                .stream()
                .filter(record -> keys.contains(record.key()))
                .toList();
    }

    static <V> List<V> values(List<Received<V>> received) {
        List<V> values = new ArrayList<>();
        received.forEach(record -> values.add(record.requireValue()));
        return values;
    }

    static String viewed(String messageId, String user, String item) {
        return "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"%s\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"%s\"}}"
                .formatted(messageId, user, item);
    }

    static RequestSpecification academy() {
        return plain().auth().preemptive().basic(TestKeys.ACADEMY_WRITE_KEY, "").contentType("application/json");
    }

    static RequestSpecification blossom() {
        return plain().auth().preemptive().basic(TestKeys.BLOSSOM_WRITE_KEY, "").contentType("application/json");
    }

    static RequestSpecification plain() {
        EncoderConfig untouched = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .defaultContentCharset(StandardCharsets.UTF_8);
        return given().config(RestAssuredConfig.config().encoderConfig(untouched))
                .urlEncodingEnabled(false);
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
