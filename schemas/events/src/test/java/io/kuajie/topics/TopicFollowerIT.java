package io.kuajie.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.Servers;
import io.kuajie.events.Consent;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerIT {
    private static final Topic<Consent> TOPIC = TopicCatalog.PRIVACY_CONSENTS;

    private final Servers servers = Servers.shared();
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final SchemaRegistry registry = new SchemaRegistry(servers.registryUrl());
    private final AvroSerde<Consent> serde = AvroSerde.of(registry, TOPIC.value());
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Map<String, String> view = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        producer.close();
        registry.close();
    }

    @Test
    void follower_ofAFilledTopic_hasEverythingWhenCaughtUpAndThenGoesOn() throws Exception {
        // Given
        createTopics();
        for (int i = 0; i < 1000; i++) {
            send("leaf" + i, "GRANTED");
        }
        send("leaf0", null);

        try (var follower = follow()) {
            // When
            follower.caughtUp().get(20, java.util.concurrent.TimeUnit.SECONDS);

            // Then
            assertThat(view).hasSize(999).doesNotContainKey("leaf0");
            assertThat(follower.taken()).isEqualTo(1001);
            send("late", "DENIED");
            Awaitility.await().untilAsserted(() -> assertThat(view).containsEntry("late", "DENIED"));
        }
    }

    @Test
    void end_thatIsAwaited_isReachedWhenTheViewHasWhatStandsBeforeIt() throws Exception {
        // Given
        createTopics();
        try (var follower = follow()) {
            follower.caughtUp().get(20, java.util.concurrent.TimeUnit.SECONDS);
            TopicPartition partition = new TopicPartition(TOPIC.on(prefix), 0);
            CompletableFuture<Void> start = follower.reached(Map.of(partition, 0L));
            CompletableFuture<Void> second = follower.reached(Map.of(partition, 2L));
            // When
            producer.send(new ProducerRecord<>(partition.topic(), 0, "first", null))
                    .get();
            // Then
            follower.reached(Map.of(partition, 1L)).get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(follower.taken()).isEqualTo(1);
            assertThat(start).isCompleted();
            assertThat(second).isNotDone();
            producer.send(new ProducerRecord<>(partition.topic(), 0, "second", null))
                    .get();
            second.get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(follower.taken()).isEqualTo(2);
        }
    }

    @Test
    void follower_ofAnEmptyTopic_isCaughtUpAtOnce() {
        // Given
        createTopics();

        // When
        try (var follower = follow()) {
            // Then
            assertThat(follower.caughtUp()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void follower_meetingGarbage_skipsIt() throws Exception {
        // Given
        createTopics();
        producer.send(new ProducerRecord<>(TOPIC.on(prefix), "bad", new byte[] {1, 2, 3}))
                .get();
        send("good", "GRANTED");

        // When
        try (var follower = follow()) {
            // Then
            assertThat(follower.caughtUp()).succeedsWithin(Duration.ofSeconds(20));
            assertThat(view).containsOnlyKeys("good");
        }
    }

    @Test
    void follower_startedBeforeItsTopicExists_waitsForIt() throws Exception {
        // Given
        try (var follower = follow()) {
            // When
            createTopics();
            send("leaf", "GRANTED");

            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(view).containsKey("leaf"));
            assertThat(follower.isCaughtUp()).isTrue();
        }
    }

    @Test
    void follower_closedBeforeItsTopicExists_neverSaysItCaughtUp() {
        // Given
        var follower = follow();

        // When
        follower.close();

        // Then
        assertThat(follower.isRunning()).isFalse();
        assertThat(follower.isCaughtUp()).isFalse();
    }

    @Test
    void follower_fromAMoment_leavesOutWhatIsOlder() throws Exception {
        // Given
        createTopics();
        send("old", "GRANTED");
        Instant moment = Instant.now().plusMillis(1);
        Awaitility.await().until(() -> Instant.now().isAfter(moment));
        send("new", "GRANTED");

        // When
        try (var follower = new TopicFollower<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                TOPIC.on(prefix),
                serde,
                (key, value, partition, offset) -> view.put(key, "read"),
                moment)) {
            // Then
            assertThat(follower.caughtUp()).succeedsWithin(Duration.ofSeconds(20));
            assertThat(view).containsOnlyKeys("new");
            send("newer", "GRANTED");
            Awaitility.await().untilAsserted(() -> assertThat(view).containsOnlyKeys("new", "newer"));
        }
    }

    @Test
    void handlerThatThrows_endsTheFollowerAndSaysSo() throws Exception {
        // Given
        createTopics();
        send("leaf", "GRANTED");

        // When
        try (var follower = new TopicFollower<>(
                servers.bootstrapServers(), TOPIC.on(prefix), serde, (key, value, partition, offset) -> {
                    throw new IllegalStateException("no view");
                })) {
            // Then
            assertThat(follower.caughtUp()).failsWithin(Duration.ofSeconds(20));
            Awaitility.await().until(() -> !follower.isRunning());
        }
    }

    @Test
    void topicSetup_runTwice_changesNothing() {
        // Given
        createTopics();

        // When, Then
        createTopics();
    }

    private void createTopics() {
        new TopicSetup(servers.bootstrapServers(), prefix, 3, (short) 1).ensure();
    }

    private TopicFollower<Consent> follow() {
        return new TopicFollower<>(
                servers.bootstrapServers(), TOPIC.on(prefix), serde, (key, value, partition, offset) -> {
                    if (value == null) {
                        view.remove(key);
                    } else {
                        view.put(key, value.getStatus());
                    }
                });
    }

    private void send(String leaf, @Nullable String status) throws Exception {
        Consent consent = status == null
                ? null
                : Consent.newBuilder()
                        .setLeaf(leaf)
                        .setPurpose("personalization")
                        .setStatus(status)
                        .setGivenAt(Instant.EPOCH)
                        .build();
        producer.send(new ProducerRecord<>(TOPIC.on(prefix), leaf, serde.serialize(TOPIC.name(), consent)))
                .get();
    }
}
