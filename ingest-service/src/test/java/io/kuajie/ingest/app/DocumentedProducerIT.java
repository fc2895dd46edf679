package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A partner that begins with the schema and the settings of the quick start, and nothing of ours. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class DocumentedProducerIT {
    private static final Path DOCS = Path.of(System.getProperty("kuajie.root", ".."), "deploy/docs");

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @Test
    void record_ofTheDocumentedSchemaAndSerializer_isCleanWithAllItSays() throws Exception {
        // Given
        String id = UUID.randomUUID().toString();
        String topic = PartnersTopic.of("academy");
        Schema schema = new Schema.Parser().parse(Files.readString(DOCS.resolve("samples/partner-event.avsc")));
        // When
        try (var producer = new KafkaProducer<String, GenericRecord>(settings())) {
            producer.send(new ProducerRecord<>(topic, "u-1", bought(schema, id)))
                    .get();
        }
        // Then
        List<Behavior> clean = of(
                topics.awaitUntil(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        received -> !of(received, id).isEmpty()),
                id);
        assertThat(clean).singleElement().satisfies(event -> {
            assertThat(event.getPartner()).isEqualTo("academy");
            assertThat(event.getAction()).isEqualTo("cart");
            assertThat(event.getItem()).isEqualTo("academy:lip-1");
            assertThat(event.getQuantity()).isEqualTo(2);
            assertThat(event.getFlags()).isEmpty();
        });
    }

    private static List<Behavior> of(List<Received<Behavior>> received, String id) {
        return received.stream()
                .map(Received::requireValue)
                .filter(event -> event.getMessageId().equals(id))
                .toList();
    }

    private static GenericRecord bought(Schema schema, String id) {
        GenericRecord properties = new GenericRecordBuilder(
                        schema.getField("properties").schema())
                .set("product_id", "lip-1")
                .set("price", 129.5)
                .set("currency", "CNY")
                .set("quantity", 2)
                .build();
        return new GenericRecordBuilder(schema)
                .set("messageId", id)
                .set("userId", "u-1")
                .set("event", "Product Added")
                .set("properties", properties)
                .build();
    }

    /** Those of the quick start, at this broker and registry. */
    private static Properties settings() throws IOException {
        Matcher block = Pattern.compile("```properties\n(key\\.serializer=.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("partner-quick-start.md")));
        assertThat(block.find()).isTrue();
        Properties settings = new Properties();
        settings.load(new StringReader(block.group(1)));
        settings.setProperty("bootstrap.servers", config("kuajie.kafka.bootstrap-servers"));
        settings.setProperty("apicurio.registry.url", config("kuajie.registry.url"));
        return settings;
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
