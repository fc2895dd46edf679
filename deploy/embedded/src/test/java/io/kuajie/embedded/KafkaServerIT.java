package io.kuajie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class KafkaServerIT {
    private static final String TOPIC = "visits";

    @Test
    void broker_killedAndRestarted_keepsAcknowledgedRecords() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(KafkaSettings.temporary())) {
            // Given
            createTopic(kafka);
            send(kafka, 0, 100);

            // When
            kafka.kill();
            assertThat(kafka.isRunning()).isFalse();
            kafka.restart();
            send(kafka, 100, 110);

            // Then
            assertThat(read(kafka, 110)).isEqualTo(numbers(110));
        }
    }

    @Test
    void broker_closedAndStartedOnKeptFolder_hasItsRecords(@TempDir Path folder) throws Exception {
        // Given
        int port;
        try (KafkaServer first = KafkaServer.start(KafkaSettings.keptIn(folder, 0))) {
            port = first.port();
            createTopic(first);
            send(first, 0, 10);
        }

        // When
        try (KafkaServer second = KafkaServer.start(KafkaSettings.keptIn(folder, port))) {
            // Then
            assertThat(read(second, 10)).isEqualTo(numbers(10));
        }
    }

    @Test
    void broker_closed_leavesNoFolderAndNoProcess() {
        // Given
        KafkaServer kafka = KafkaServer.start(KafkaSettings.temporary());
        long process = kafka.pid();
        Path folder = kafka.folder();

        // When
        kafka.close();

        // Then
        assertThat(folder).doesNotExist();
        Awaitility.await()
                .untilAsserted(() -> assertThat(ProcessHandle.of(process)).isEmpty());
    }

    private static void createTopic(KafkaServer kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(KafkaServer kafka, int from, int until) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = from; i < until; i++) {
                producer.send(new ProducerRecord<>(TOPIC, Integer.toString(i))).get();
            }
        }
    }

    private static List<String> read(KafkaServer kafka, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
            return values;
        }
    }

    private static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .toList();
    }
}
