package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A partner above its quota is asked to come later, and no other notices. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class QuotaIT extends DoorInProcess {
    private static final int RECORDS = 20;

    @Test
    void events_aboveTheQuota_areAskedForLaterAndOthersAreTaken() {
        // Given
        String run = UUID.randomUUID().toString();
        assertThat(send(TestKeys.BLOSSOM_WRITE_KEY, run + "-within", 5).statusCode())
                .isEqualTo(200);
        // When
        Response above = send(TestKeys.BLOSSOM_WRITE_KEY, run + "-above", 1);
        // Then
        assertThat(above.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(above.header("Retry-After"))).isPositive();
        assertThat(send(TestKeys.ACADEMY_WRITE_KEY, run + "-other", 50).statusCode())
                .isEqualTo(200);
        awaitClean(run + "-other", 50);
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW))
                .noneMatch(raw -> raw.requireValue().getMessageId().startsWith(run + "-above"));
    }

    @Test
    void records_aboveTheQuota_areReadLaterAndThoseOfOthersMeanwhile() throws Exception {
        // Given
        String run = UUID.randomUUID().toString();
        String servers = ConfigProvider.getConfig().getValue("kuajie.kafka.bootstrap-servers", String.class);
        String prefix = ConfigProvider.getConfig().getValue("kuajie.topics.prefix", String.class) + "inbound.";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(
                            new NewTopic(prefix + PartnerRules.GARDEN, 1, (short) 1),
                            new NewTopic(prefix + TestKeys.ACADEMY, 1, (short) 1)))
                    .all()
                    .get();
        }
        // When
        write(servers, prefix + PartnerRules.GARDEN, run + "-garden-");
        awaitClean(run + "-garden-", PartnerRules.BURST);
        write(servers, prefix + TestKeys.ACADEMY, run + "-other-");
        // Then
        awaitClean(run + "-other-", RECORDS);
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_RAW).stream()
                        .map(raw -> raw.requireValue().getMessageId())
                        .filter(id -> id.startsWith(run + "-garden-")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PartnerRules.BURST)
                        .mapToObj(n -> run + "-garden-" + n)
                        .toList());
    }

    @Test
    void order_ofMoreProductsThanTheQuota_isTakenAndPaidForByWhatComesNext() {
        // Given
        String run = UUID.randomUUID().toString();
        String products = IntStream.range(0, 2 * PartnerRules.BURST)
                .mapToObj("{\"product_id\":\"p-%d\",\"price\":1}"::formatted)
                .collect(Collectors.joining(","));
        String order =
                "{\"event\":\"Order Completed\",\"userId\":\"u\",\"messageId\":\"%s\",\"properties\":{\"order_id\":\"o\",\"products\":[%s]}}"
                        .formatted(run, products);
        // When
        Response taken = given().auth()
                .preemptive()
                .basic(PartnerRules.FLORIST_KEY, "")
                .contentType("application/json")
                .body(order)
                .post("/v1/track");
        // Then
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(send(PartnerRules.FLORIST_KEY, run + "-next", 1).statusCode())
                .isEqualTo(429);
        awaitClean(run, 2 * PartnerRules.BURST);
    }

    @Test
    void corrections_aboveTheQuota_areAskedForLater() {
        // Given
        String correction = "{\"position\":\"0@0\",\"message\":{}}";
        Response within = reprocess(String.join(",", Collections.nCopies(PartnerRules.BURST, correction)));
        // When
        Response above = reprocess(correction);
        // Then
        assertThat(within.statusCode()).isEqualTo(404);
        assertThat(above.statusCode()).isEqualTo(429);
    }

    private static Response reprocess(String items) {
        return plain().auth()
                .preemptive()
                .basic(PartnerRules.NURSERY_KEY, "")
                .contentType("application/json")
                .body("{\"items\":[%s]}".formatted(items))
                .post("/v1/rejected:reprocess");
    }

    private void awaitClean(String name, int count) {
        topics.awaitUntil(
                TopicCatalog.BEHAVIOR_CLEAN,
                read -> read.stream()
                                .map(Received::requireValue)
                                .filter(event -> event.getMessageId().startsWith(name))
                                .count()
                        == count);
    }

    private static void write(String servers, String topic, String name) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int n = 0; n < RECORDS; n++) {
                byte[] event = viewed(name + n, "u-" + n, "i").getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, event));
            }
        }
    }

    private static Response send(String key, String name, int events) {
        String batch = IntStream.range(0, events)
                .mapToObj(n ->
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%d\",\"messageId\":\"%s-%d\"}"
                                .formatted(n, name, n))
                .collect(Collectors.joining(","));
        return given().auth()
                .preemptive()
                .basic(key, "")
                .contentType("application/json")
                .body("{\"batch\":[%s]}".formatted(batch))
                .post("/v1/batch");
    }
}
