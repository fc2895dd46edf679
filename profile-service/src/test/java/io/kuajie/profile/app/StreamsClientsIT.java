package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the streams' producers hold, and for how long, on a real broker. */
@Tag("embedded")
class StreamsClientsIT {
    private final TopicPartition partition = new TopicPartition("held-" + UUID.randomUUID(), 0);
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private Producer<byte[], byte[]> producer;
    private Producer<byte[], byte[]> other;
    private Consumer<byte[], byte[]> consumer;

    @BeforeEach
    void connect() throws Exception {
        try (Admin admin = Admin.create(settings("setup"))) {
            admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        StreamsClients clients = new StreamsClients();
        producer = clients.getProducer(settings("held-StreamThread-1-producer"));
        other = clients.getProducer(settings("held-StreamThread-2-producer"));
        consumer = clients.getConsumer(settings("held-StreamThread-1-consumer"));
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
    }

    @AfterEach
    void disconnect() {
        consumer.close();
        producer.close();
        other.close();
    }

    @Test
    void send_beforeThePoll_isHeld() throws Exception {
        // Given
        Future<RecordMetadata> held = send(producer, "held");

        // When
        send(other, "other").get();

        // Then
        assertThat(held.isDone()).isFalse();
        assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 1L);
    }

    @Test
    void poll_afterSomeWereSent_handsThemOnInTheirOrder() {
        // Given
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(send(producer, "value-" + i));
        }

        // When
        List<String> read = new ArrayList<>();
        Awaitility.await().until(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> read.add(text(record.value())));
            return read.size() == 100 && sent.stream().allMatch(Future::isDone);
        });

        // Then
        assertThat(read).startsWith("value-0", "value-1", "value-2").endsWith("value-99");
        assertThat(acknowledged).hasSize(100).isSorted();
    }

    @Test
    void flush_withRecordsHeld_endsWhenTheyAreAcknowledged() {
        // Given
        Future<RecordMetadata> first = send(producer, "first");
        Future<RecordMetadata> second = send(producer, "second");

        // When
        producer.flush();

        // Then
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(acknowledged).containsExactly(0L, 1L);
    }

    @Test
    void get_ofARecordThatIsHeld_needsNoPoll() throws Exception {
        Future<RecordMetadata> held = send(producer, "held");

        assertThat(held.get().offset()).isZero();
    }

    @Test
    void send_ofMoreThanIsHeld_needsNoPoll() {
        // Given
        List<Future<RecordMetadata>> sent = new ArrayList<>();

        // When
        for (int i = 0; i < 300; i++) {
            sent.add(send(producer, "x".repeat(1024)));
        }

        // Then
        Awaitility.await().until(sent.getFirst()::isDone);
        assertThat(sent.getLast().isDone()).isFalse();
    }

    private Future<RecordMetadata> send(Producer<byte[], byte[]> by, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return by.send(
                new ProducerRecord<>(partition.topic(), partition.partition(), bytes, bytes),
                (metadata, failure) -> acknowledged.add(metadata.offset()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> settings(String client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", Servers.shared().bootstrapServers());
        settings.put("client.id", client);
        settings.put("acks", "all");
        return settings;
    }
}
