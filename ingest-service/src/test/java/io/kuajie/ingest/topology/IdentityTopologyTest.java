package io.kuajie.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Consent;
import io.kuajie.events.Erasure;
import io.kuajie.events.IdentityClaim;
import io.kuajie.events.Link;
import io.kuajie.ingest.topology.identity.IdentityTopology;
import io.kuajie.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityTopologyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FORMER = "academy:former";
    private static final String PRESENT = "academy:present";

    private final Serde<IdentityClaim> claim = BareAvro.serde(IdentityClaim.class);
    private final Serde<Link> link = BareAvro.serde(Link.class);
    private final Serde<Consent> consent = BareAvro.serde(Consent.class);

    @TempDir
    @Nullable
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, IdentityClaim> claims;
    private TestInputTopic<String, Consent> consents;
    private TestOutputTopic<String, Consent> carried;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "identity");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, Objects.requireNonNull(state).toString());
        IdentityTopology topology = new IdentityTopology(
                "", new IdentityTopology.Records(claim, consent, BareAvro.serde(Erasure.class), link));
        driver = new TopologyTestDriver(topology.get(), properties, NOON);
        claims = driver.createInputTopic(
                TopicCatalog.IDENTITY_CLAIMS.name(), new StringSerializer(), claim.serializer());
        consents = driver.createInputTopic(
                TopicCatalog.PRIVACY_CONSENTS.name(), new StringSerializer(), consent.serializer());
        carried = driver.createOutputTopic(
                TopicCatalog.PRIVACY_CONSENTS.name(), new StringDeserializer(), consent.deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void rotation_carriesConsentsOfEveryPurposeUnderKeysOfTheirOwn() {
        // Given
        say(FORMER, "personalization", "GRANTED", 1);
        say(FORMER, "marketing", "DENIED", 2);
        // When
        rotate(3);
        // Then
        List<KeyValue<String, Consent>> told = carried.readKeyValuesToList();
        assertThat(told)
                .extracting(record -> record.key)
                .containsExactly(PRESENT + "|marketing|carried", PRESENT + "|personalization|carried");
        Consent personal = told.getLast().value;
        assertThat(personal.getLeaf()).isEqualTo(PRESENT);
        assertThat(personal.getStatus()).isEqualTo("GRANTED");
        assertThat(personal.getGivenAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void revocation_afterRotation_holdsAgainstWhatTheFormerSaid() {
        // Given
        say(FORMER, "personalization", "GRANTED", 1);
        rotate(2);
        carried.readKeyValuesToList();
        // When
        say(PRESENT, "personalization", "REVOKED", 4);
        say(FORMER, "personalization", "GRANTED", 3);
        rotate(5);
        // Then
        assertThat(carried.readKeyValuesToList()).isEmpty();
    }

    @Test
    void word_underTheFormerLeafAfterRotation_isCarriedToo() {
        // Given
        rotate(1);
        // When
        say(FORMER, "personalization", "REVOKED", 2);
        // Then
        assertThat(carried.readKeyValuesToList())
                .singleElement()
                .satisfies(record -> assertThat(record.value.getStatus()).isEqualTo("REVOKED"));
    }

    @Test
    void trace_ofAClaim_isOnTheLinkAndOnWhatIsCarriedAndOnNothingElse() {
        // Given
        TestOutputTopic<String, Link> links = driver.createOutputTopic(
                TopicCatalog.IDENTITY_LINKS.name(), new StringDeserializer(), link.deserializer());
        Headers trace = new RecordHeaders().add("traceparent", "00-a-b-01".getBytes(StandardCharsets.UTF_8));
        say(FORMER, "personalization", "GRANTED", 1);
        IdentityClaim rotation = new IdentityClaim(FORMER, "rotation", PRESENT, true, false, NOON.plusSeconds(2));
        // When
        claims.pipeInput(new TestRecord<>(FORMER + "|rotation", rotation, trace, NOON));
        say(FORMER, "personalization", "REVOKED", 3);
        // Then
        assertThat(links.readRecordsToList())
                .isNotEmpty()
                .extracting(record -> record.headers())
                .containsOnly(trace);
        assertThat(carried.readRecordsToList())
                .extracting(record -> record.headers())
                .containsExactly(trace, new RecordHeaders());
    }

    private void rotate(int second) {
        claims.pipeInput(
                FORMER + "|rotation",
                new IdentityClaim(FORMER, "rotation", PRESENT, true, false, NOON.plusSeconds(second)));
    }

    private void say(String leaf, String purpose, String status, int second) {
        consents.pipeInput(
                leaf + "|" + purpose, new Consent(leaf, purpose, status, NOON.plusSeconds(second), null, null));
    }
}
