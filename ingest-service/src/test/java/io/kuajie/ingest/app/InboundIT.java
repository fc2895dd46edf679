package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Partners that write to their own topics, in JSON and in two versions of an Avro schema at once. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class InboundIT {
    private static final int EACH = 30;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @Test
    void inbound_jsonAndTwoVersionsOfAvro_areAllTakenAndOnlyAsTheTopicsPartner() throws Exception {
        // Given
        String json = UUID.randomUUID().toString();
        String sample = UUID.randomUUID().toString();
        String old = UUID.randomUUID().toString();
        String fresh = UUID.randomUUID().toString();
        Schema first = SchemaBuilder.record("ShopEvent" + json.substring(0, 8))
                .namespace("shop")
                .fields()
                .requiredString("userId")
                .requiredString("messageId")
                .requiredString("event")
                .endRecord();
        Schema second = SchemaBuilder.record(first.getName())
                .namespace("shop")
                .fields()
                .requiredString("userId")
                .requiredString("messageId")
                .requiredString("event")
                .optionalString("anonymousId")
                .name("properties")
                .type()
                .map()
                .values()
                .stringType()
                .mapDefault(Map.of())
                .endRecord();
        String topic = PartnersTopic.of("blossom");
        String nobodys = PartnersTopic.of("-x");
        // When
        try (SchemaRegistry registry = new SchemaRegistry(URI.create(config("kuajie.registry.url")));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", config("kuajie.kafka.bootstrap-servers")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(nobodys, "{}".getBytes(StandardCharsets.UTF_8)))
                    .get();
            Consumer<byte[]> send = value -> producer.send(new ProducerRecord<>(topic, value));
            send.accept(
                    "{\"userId\":\"u-in\",\"messageId\":\"%s\",\"event\":\"Product Added\",\"partner\":\"academy\",\"properties\":{\"product_id\":\"lip\"}}"
                            .formatted(json)
                            .getBytes(StandardCharsets.UTF_8));
            ProducerRecord<byte[], byte[]> traced =
                    new ProducerRecord<>(topic, documented(sample).getBytes(StandardCharsets.UTF_8));
            traced.headers().add("traceparent", TRACE.getBytes(StandardCharsets.US_ASCII));
            producer.send(traced);
            send.accept("no json".getBytes(StandardCharsets.UTF_8));
            send.accept(nested(registry, first.getName(), 100_000));
            send.accept(avro(registry, record(first, old)));
            GenericRecord newer = record(second, fresh);
            newer.put("properties", Map.of("product_id", "mask"));
            send.accept(avro(registry, newer));
        }
        // Then
        List<Behavior> clean = topics
                .awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> ids(received).containsAll(List.of(json, sample, old, fresh)))
                .stream()
                .map(Received::requireValue)
                .filter(event -> topic.equals(event.getOrigin().getId()))
                .toList();
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.BLOSSOM, Kind.USER, "u-in")
                .toString();
        assertThat(clean).extracting(Behavior::getPartner).containsOnly("blossom");
        assertThat(clean)
                .filteredOn(event -> !event.getMessageId().equals(sample))
                .extracting(Behavior::getLeaf)
                .containsOnly(leaf);
        assertThat(clean).extracting(Behavior::getItem).contains("blossom:lip", "blossom:mask");
        assertThat(clean).extracting(Behavior::getMessageId).containsExactlyInAnyOrder(json, sample, old, fresh);
        assertThat(topics.awaitUntil(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        received -> received.stream()
                                        .map(Received::requireValue)
                                        .filter(rejected -> topic.equals(
                                                rejected.getOrigin().getId()))
                                        .count()
                                >= 2))
                .map(Received::requireValue)
                .filteredOn(rejected -> topic.equals(rejected.getOrigin().getId()))
                .extracting(RejectedBehavior::getCode)
                .containsExactlyInAnyOrder("malformed", "undecodable");
        assertThat(topics.readAll(TopicCatalog.BEHAVIOR_CLEAN))
                .filteredOn(record ->
                        List.of(sample, json).contains(record.requireValue().getMessageId()))
                .extracting(record -> record.headers().get("traceparent"))
                .containsExactlyInAnyOrder(TRACE, null);
        awaitAllCopied();
    }

    /** By the metrics: nothing is left, and how long it took is told; of a topic that is nobody's, nothing is. */
    private static void awaitAllCopied() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .containsPattern("kuajie_inbound_lag\\{partner=\"blossom\"[^}]*} 0\\.0")
                        .containsPattern(
                                "kuajie_inbound_delay_seconds_bucket\\{partner=\"blossom\"[^}]*le=\"\\+Inf\"} [6-9]")
                        .doesNotContain("partner=\"-x\""));
    }

    @Test
    void inbound_olderAndNewerProducerAtOnce_areBothTakenWhole() throws Exception {
        // Given
        String run = UUID.randomUUID().toString();
        String topic = PartnersTopic.of("academy");
        Schema first = SchemaBuilder.record("Rolling" + run.substring(0, 8))
                .namespace("shop")
                .fields()
                .requiredString("userId")
                .requiredString("messageId")
                .requiredString("event")
                .endRecord();
        Schema second = SchemaBuilder.record(first.getName())
                .namespace("shop")
                .fields()
                .requiredString("userId")
                .requiredString("messageId")
                .requiredString("event")
                .optionalString("anonymousId")
                .endRecord();
        // When
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> older = both.submit(() -> produce(topic, first, run + "-old-"));
            Future<Integer> newer = both.submit(() -> produce(topic, second, run + "-new-"));
            assertThat(older.get() + newer.get()).isEqualTo(2 * EACH);
        }
        // Then
        List<String> wanted = IntStream.range(0, EACH)
                .boxed()
                .flatMap(n -> Stream.of(run + "-old-" + n, run + "-new-" + n))
                .toList();
        List<String> clean =
                ids(topics.awaitUntil(
                                TopicCatalog.BEHAVIOR_CLEAN,
                                received -> ids(received).containsAll(wanted)))
                        .stream()
                        .filter(id -> id.startsWith(run))
                        .toList();
        assertThat(clean).containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** A producer of its own, which waits for each record so that both producers' records are mixed. */
    private static int produce(String topic, Schema schema, String name) throws Exception {
        try (SchemaRegistry registry = new SchemaRegistry(URI.create(config("kuajie.registry.url")));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", config("kuajie.kafka.bootstrap-servers")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int n = 0; n < EACH; n++) {
                producer.send(new ProducerRecord<>(topic, avro(registry, record(schema, name + n))))
                        .get();
            }
        }
        return EACH;
    }

    /** The value of the producer in the quick start, with an id of its own. */
    private static String documented(String id) throws IOException {
        Path page = Path.of(System.getProperty("kuajie.root", ".."), "deploy/docs/partner-quick-start.md");
        Matcher sample = Pattern.compile("ProducerRecord<>\\(\"inbound.*?\"\"\"\\s*(.*?)\"\"\"", Pattern.DOTALL)
                .matcher(Files.readString(page));
        assertThat(sample.find()).isTrue();
        return sample.group(1).replace("6f1c…", id);
    }

    private static List<String> ids(List<Received<Behavior>> received) {
        return received.stream().map(r -> r.requireValue().getMessageId()).toList();
    }

    /** Records within records, so many that to read them would take more than a thread's stack. */
    private static byte[] nested(SchemaRegistry registry, String name, int depth) {
        Schema schema = SchemaBuilder.record(name + "Nested")
                .namespace("shop")
                .fields()
                .name("inner")
                .type()
                .optional()
                .type(name + "Nested")
                .endRecord();
        ByteArrayOutputStream out = header(registry, schema);
        // In each the second branch of the union, another record; in the innermost the first, nothing.
        for (int n = 0; n < depth; n++) {
            out.write(2);
        }
        out.write(0);
        return out.toByteArray();
    }

    private static GenericRecord record(Schema schema, String id) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("userId", "u-in");
        record.put("messageId", id);
        record.put("event", "Product Viewed");
        return record;
    }

    private static byte[] avro(SchemaRegistry registry, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = header(registry, record.getSchema());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static ByteArrayOutputStream header(SchemaRegistry registry, Schema schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(registry.idOf(schema)).array());
        return out;
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
