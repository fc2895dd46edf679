package io.kuajie.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.cleaning.PartnerHabits;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleaningTopologyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String LEAF = "academy:p";

    private final CleaningTopology topology = new CleaningTopology(
            "",
            new CleaningTopology.Records(
                    BareAvro.serde(RawBehavior.class),
                    () -> BareAvro.idOf(RawBehavior.class),
                    () -> BareAvro.idOf(Behavior.class),
                    BareAvro.serde(RejectedBehavior.class)),
            Policies.standard(Set.of(new PartnerId("academy"), new PartnerId("academy-2"))),
            new Normalisation(Map.of(new PartnerId("academy"), new PartnerHabits(Map.of("护肤", "skin-care"), 10, true))),
            new Completion(Map.of(
                    "academy:course", new Completion.KnownItem("hair", new Money(9_900, "CNY")),
                    "academy:free", new Completion.KnownItem(null, null))::get),
            WINDOW,
            OutcomeListener.NONE);

    @TempDir
    @Nullable
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> raw;
    private TestOutputTopic<String, Behavior> clean;
    private TestOutputTopic<String, RejectedBehavior> rejected;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "cleaning");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, Objects.requireNonNull(state).toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        driver = new TopologyTestDriver(topology.get(), properties, NOW);
        raw = driver.createInputTopic(
                TopicCatalog.BEHAVIOR_RAW.name(), new StringSerializer(), new ByteArraySerializer());
        clean = driver.createOutputTopic(
                TopicCatalog.BEHAVIOR_CLEAN.name(),
                new StringDeserializer(),
                BareAvro.serde(Behavior.class).deserializer());
        rejected = driver.createOutputTopic(
                TopicCatalog.BEHAVIOR_REJECTED.name(),
                new StringDeserializer(),
                BareAvro.serde(RejectedBehavior.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void topology_description_isPinned() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/cleaning-topology.txt")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(topology.get().describe().toString().strip()).isEqualTo(expected.strip());
        }
    }

    @Test
    void event_valid_isCleanWithPositionAndWeight() {
        // When
        pipe(event("m1", "buy", NOW));
        // Then
        var record = clean.readRecord();
        assertThat(record.key()).isEqualTo(LEAF);
        assertThat(record.value().getPosition()).isEqualTo(at(0));
        assertThat(record.value().getWeight()).isEqualTo(8);
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void event_readOnceMoreAfterACrash_passesAgain() {
        // Given
        WindowStore<String, FirstPosition> store = driver.getWindowStore(CleaningTopology.FIRST_POSITIONS);
        store.put("academy\nm1", new FirstPosition(new SourcePosition(0, 0), NOW.toEpochMilli()), bucketOfNow());
        // When
        pipe(event("m1", "buy", NOW));
        // Then
        assertThat(clean.readValue().getPosition()).isEqualTo(at(0));
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void event_repeatedWithinTheWindow_isRejectedNamingTheFirstPosition() {
        // Given
        pipe(event("m1", "buy", NOW));
        pipe(event("m2", "buy", NOW));
        // When
        pipe(event("m1", "buy", NOW.plus(WINDOW)));
        // Then
        RejectedBehavior record = rejected.readValue();
        assertThat(record.getCode()).isEqualTo("duplicate");
        assertThat(record.getPosition()).isEqualTo(at(2));
        assertThat(record.getFirstPosition()).isEqualTo(at(0));
        assertThat(record.getRejectedAt()).isEqualTo(NOW.plus(WINDOW));
        assertThat(clean.readValuesToList()).hasSize(2);
    }

    @Test
    void event_arrivingByAnEarlierClock_isADuplicateAllTheSame() {
        // Given
        pipe(event("m1", "buy", NOW));
        // When
        pipe(event("m1", "buy", NOW.minus(Duration.ofMinutes(5))));
        // Then
        assertThat(rejected.readValue().getFirstPosition()).isEqualTo(at(0));
    }

    @Test
    void event_repeatedAfterTheWindow_passesAgain() {
        // Given
        pipe(event("m1", "buy", NOW));
        // When
        pipe(event("m1", "buy", NOW.plus(WINDOW).plusMillis(1)));
        // Then
        assertThat(clean.readValuesToList()).hasSize(2);
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void messageId_ofAnotherPartner_isAnother() {
        // Given
        pipe(event("m1", "buy", NOW));
        RawBehavior foreign = event("m1", "buy", NOW);
        // When
        pipe(RawBehavior.newBuilder(foreign)
                .setPartner("academy-2")
                .setLeaf("academy-2:p")
                .setItem(null)
                .setAction("browse")
                .build());
        // Then
        assertThat(clean.readValuesToList()).hasSize(2);
    }

    @Test
    void store_afterFirstAppearance_holdsThePosition() {
        // When
        pipe(event("m1", "buy", NOW));
        // Then
        WindowStore<String, FirstPosition> store = driver.getWindowStore(CleaningTopology.FIRST_POSITIONS);
        assertThat(store.fetch("academy\nm1", bucketOfNow()))
                .isEqualTo(new FirstPosition(new SourcePosition(0, 0), NOW.toEpochMilli()));
    }

    @Test
    void event_breakingARule_isRejectedAndItsIdStaysFree() {
        // Given
        pipe(event("m1", "a\nb", NOW));
        // When
        pipe(event("m1", "buy", NOW));
        // Then
        RejectedBehavior record = rejected.readValue();
        assertThat(record.getCode()).isEqualTo("bad-action");
        assertThat(record.getLeaf()).isEqualTo(LEAF);
        assertThat(record.getPayload()).contains("\"message_id\": \"m1\"");
        assertThat(clean.readValue().getPosition()).isEqualTo(at(1));
    }

    @Test
    void bytes_thatAreNoRecord_areRejectedAndTheNextGoesOn() {
        // When
        raw.pipeInput(LEAF, new byte[] {1, 2, 3}, NOW);
        raw.pipeInput("no leaf", null, NOW);
        raw.pipeInput(null, new byte[0], NOW);
        pipe(event("m1", "buy", NOW));
        // Then
        var records = rejected.readRecordsToList();
        assertThat(records).extracting(record -> record.value().getCode()).containsOnly("undecodable");
        assertThat(records).extracting(record -> record.key()).containsExactly(LEAF, "unknown", "unknown");
        assertThat(records).extracting(record -> record.value().getPosition()).containsExactly(at(0), at(1), at(2));
        assertThat(clean.readValue().getPosition()).isEqualTo(at(3));
    }

    @Test
    void trace_ofARawRecord_isOnWhateverBecomesOfIt() {
        // Given
        Headers trace = new RecordHeaders().add("traceparent", "00-a-b-01".getBytes(StandardCharsets.UTF_8));
        RawBehavior event = event("m1", "buy", NOW);
        RawBehavior bad = event("m2", "a\nb", NOW);
        // When
        for (RawBehavior each : List.of(event, event, bad)) {
            raw.pipeInput(new TestRecord<>(LEAF, bytes(each), trace, NOW));
        }
        raw.pipeInput(new TestRecord<>(LEAF, new byte[] {1, 2, 3}, trace, NOW));
        // Then
        var told = rejected.readRecordsToList();
        assertThat(told)
                .extracting(record -> record.value().getCode())
                .containsExactly("duplicate", "bad-action", "undecodable");
        assertThat(told).extracting(record -> record.headers()).containsOnly(trace);
        assertThat(clean.readRecord().headers()).isEqualTo(trace);
    }

    @Test
    void purchase_withoutCategoryAndAmount_isCompletedFromTheCatalogueAndSaysSo() {
        // When
        pipe(RawBehavior.newBuilder(event("m1", "buy", NOW))
                .setItem("academy:course")
                .setQuantity(2)
                .setProperties("{\"a\":1}")
                .build());
        pipe(RawBehavior.newBuilder(event("m2", "buy", NOW))
                .setItem("academy:course")
                .setCategory("own")
                .setAmount(new Amount(1L, "CNY"))
                .build());
        pipe(RawBehavior.newBuilder(event("m3", "refund", NOW))
                .setItem("academy:course")
                .build());
        pipe(RawBehavior.newBuilder(event("m4", "browse", NOW))
                .setItem("academy:free")
                .build());
        // Then
        List<Behavior> events = clean.readValuesToList();
        assertThat(events).extracting(Behavior::getCategory).containsExactly("hair", "own", "hair", null);
        assertThat(events)
                .extracting(Behavior::getAmount)
                .containsExactly(new Amount(19_800L, "CNY"), new Amount(1L, "CNY"), new Amount(-9_900L, "CNY"), null);
        assertThat(events)
                .extracting(Behavior::getFlags)
                .containsExactly(
                        List.of("imputed-category", "imputed-amount"),
                        List.of(),
                        List.of("imputed-category", "imputed-amount"),
                        List.of());
        assertThat(events.getFirst().getProperties()).isEqualTo("{\"a\":1}");
        assertThat(events.getFirst().getPosition()).isEqualTo(at(0));
    }

    @Test
    void event_inAnotherForm_isNormalisedBeforeItIsJudged() {
        // When
        pipe(RawBehavior.newBuilder(event("m1", "evaluate", NOW))
                .setCategory(" 护肤\u3000")
                .setRating(10.0)
                .setProgress(50.0)
                .setQuery("ＡＢＣ１２３")
                .setText("好用，Cafe\u0301！")
                .setLocale("zh_cn")
                .build());
        // Then
        Behavior event = clean.readValue();
        assertThat(event.getCategory()).isEqualTo("skin-care");
        assertThat(event.getRating()).isEqualTo(5);
        assertThat(event.getProgress()).isEqualTo(0.5);
        assertThat(event.getQuery()).isEqualTo("ABC123");
        assertThat(event.getText()).isEqualTo("好用，Café！");
        assertThat(event.getLocale()).isEqualTo("zh-CN");
        assertThat(event.getWeight()).isEqualTo(3);
    }

    private static long bucketOfNow() {
        return DeduplicateStep.bucket(NOW.toEpochMilli(), WINDOW.toMillis());
    }

    private static Position at(long offset) {
        return new Position(0, offset);
    }

    private void pipe(RawBehavior event) {
        raw.pipeInput(event.getLeaf(), bytes(event), event.getReceivedAt());
    }

    private static byte[] bytes(RawBehavior event) {
        return BareAvro.serde(RawBehavior.class).serializer().serialize("", event);
    }

    private static RawBehavior event(String messageId, String action, Instant receivedAt) {
        Details details = new Details("academy:java", null, 1, null, null, null, null, null, null, null, null, null);
        return EventRecords.record(new RawEvent(
                LeafKey.parse(LEAF),
                false,
                messageId,
                "track",
                null,
                action,
                "course",
                NOW.minusSeconds(1).toEpochMilli(),
                receivedAt.toEpochMilli(),
                details,
                Client.UNKNOWN,
                null,
                Origin.http(null)));
    }
}
