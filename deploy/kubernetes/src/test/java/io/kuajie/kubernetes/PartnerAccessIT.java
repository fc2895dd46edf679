package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What partners may do on a broker that holds them to the rights of the example: write to their own topic, and nothing else. */
class PartnerAccessIT {
    private static final List<String> TOPICS = List.of("inbound.academy", "inbound.blossom", "behavior.raw");

    @SuppressWarnings("NullAway.Init") // before all tests
    private static PartnerBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = PartnerBroker.start(Map.of("partner-academy", "academy-word", "partner-blossom", "blossom-word"));
        try (Admin operator = operator()) {
            operator.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            operator.createAcls(Stream.of("academy", "blossom")
                            .flatMap(PartnerAccessIT::rightsOf)
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void partner_writingToItsOwnTopic_isTaken() throws Exception {
        // Given
        long before = end("inbound.blossom");
        // When
        send("partner-blossom", "blossom-word", "inbound.blossom");
        // Then
        assertThat(end("inbound.blossom")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbound.blossom", "behavior.raw"})
    void partner_writingElsewhere_isRefused(String topic) throws Exception {
        // Given
        long before = end(topic);
        // When / Then
        assertThatThrownBy(() -> send("partner-academy", "academy-word", topic))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(end(topic)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbound.academy", "inbound.blossom", "behavior.raw"})
    void partner_readingAnything_isRefused(String topic) throws Exception {
        // Given
        send("partner-academy", "academy-word", "inbound.academy");
        // When / Then
        try (var consumer = new KafkaConsumer<>(
                broker.client("partner-academy", "academy-word"), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void partner_withAnothersPassword_isNobody() {
        assertThatThrownBy(() -> send("partner-blossom", "academy-word", "inbound.blossom"))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    /** The example's, for a partner of this name. */
    private static Stream<AclBinding> rightsOf(String partner) {
        String file = "examples/partner-topic.yaml";
        return Yaml.read(file, ManifestFiles.text(file).replace("academy", partner)).stream()
                .filter(manifest -> manifest.kind().equals("KafkaUser"))
                .flatMap(user ->
                        user.at("spec", "authorization", "acls").orElseThrow().getAsJsonArray().asList().stream()
                                .flatMap(rule -> bindings(user.name(), rule)));
    }

    private static Stream<AclBinding> bindings(String user, JsonElement rule) {
        var resource = rule.getAsJsonObject().getAsJsonObject("resource");
        ResourcePattern pattern = new ResourcePattern(
                ResourceType.fromString(resource.get("type").getAsString()),
                resource.get("name").getAsString(),
                resource.get("patternType").getAsString().equals("literal")
                        ? PatternType.LITERAL
                        : PatternType.PREFIXED);
        return rule.getAsJsonObject().getAsJsonArray("operations").asList().stream()
                .map(operation -> new AccessControlEntry(
                        "User:" + user, "*", AclOperation.fromString(operation.getAsString()), AclPermissionType.ALLOW))
                .map(entry -> new AclBinding(pattern, entry));
    }

    private static void send(String user, String password, String topic) throws Exception {
        try (var producer =
                new KafkaProducer<>(broker.client(user, password), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "{}")).get();
        }
    }

    private static long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin operator = operator()) {
            return operator.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static Admin operator() {
        return Admin.create(Map.of("bootstrap.servers", broker.kafka().bootstrapServers()));
    }
}
