package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kuajie.embedded.Servers;
import io.kuajie.testkit.AdjustableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What one generation takes over from another that has stopped, on a real broker. */
@Tag("embedded")
class GrowthIT {
    private static final String FOLLOWER = "carry-over";
    /** As its thread's name begins. */
    private static final String PRODUCER = "kafka-producer";

    private static final int MORE_PARTITIONS = 3;
    /** Column of {@code /proc/PID/task/TID/stat} after the name, see proc_pid_stat(5). */
    private static final int POLICY_COLUMN = 38;

    private static final String SCHED_IDLE = "5";

    private final Generation former = new Generation("growth-" + UUID.randomUUID() + ".", 1);
    private final Generation next = new Generation(former.prefix(), 2);
    private final TopicPartition input = new TopicPartition(former.prefix() + "input", 0);
    private final AdjustableClock clock = AdjustableClock.at("2026-10-01T00:00:00Z");
    private GroupOffsets groups;

    @BeforeEach
    void leaveAFormerGeneration() {
        groups = new GroupOffsets(client());
        for (String topic : List.of(former.changeLog(), former.snapshots(), input.topic())) {
            groups.create(new NewTopic(topic, Optional.of(2), Optional.empty()));
        }
        send(former.changeLog(), "anna", "older", "anna", "newer", "bert", "only");
        send(former.snapshots(), "carl", "read", "dora", "unread");
        send(input.topic(), "erin", "read", "erin", "unread");
        groups.commit(former.applicationId(), Map.of(input, 1L, placeOf(former.snapshots(), "carl"), 1L));
    }

    @AfterEach
    void disconnect() {
        groups.close();
    }

    @Test
    void carryOver_ofAStoppedGeneration_copiesItsStateAndWhatItHadNotRead() {
        carryOver(() -> false);

        assertThat(valuesByKey(next.changeLog())).isEqualTo(Map.of("anna", "newer", "bert", "only"));
        assertThat(valuesByKey(next.snapshots()))
                .containsEntry("dora", "unread")
                .doesNotContainKey("carl");
        assertThat(groups.committed(next.applicationId())).isEqualTo(Map.of(input, 1L));
        assertThat(groups.partitions(next.changeLog())).hasSize(MORE_PARTITIONS);
    }

    @Test
    void carryOver_stoppedWhileItTakesOver_isDoneAgainByTheNextStart() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        BooleanSupplier stopsAtTheTakeOver = () -> !isFollower() && asked.getAndIncrement() > 0;

        // When
        carryOver(stopsAtTheTakeOver);

        // Then
        assertThat(groups.committed(next.applicationId())).isEmpty();

        // When
        carryOver(() -> false);

        // Then
        assertThat(valuesByKey(next.snapshots())).containsEntry("dora", "unread");
        assertThat(groups.committed(next.applicationId())).isEqualTo(Map.of(input, 1L));
    }

    @Test
    void carryOver_begunAnewAfterADay_isRefusedAndSaysWhatToDo() {
        // Given
        BooleanSupplier stopsWithACopy =
                () -> !isFollower() && !valuesByKey(next.changeLog()).isEmpty();
        carryOver(stopsWithACopy);

        // When
        clock.advance(Duration.ofHours(22));
        carryOver(stopsWithACopy);

        // Then
        clock.advance(Duration.ofHours(2));
        assertThatThrownBy(() -> carryOver(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delet")
                .hasMessageContaining(next.applicationId() + "-");
        assertThat(groups.committed(next.applicationId())).isEmpty();
    }

    @Test
    void carryOver_thatFollowedChangesForDays_mayBeginAnew() {
        // Given: somebody works for the former generation
        AtomicBoolean isStopped = new AtomicBoolean();
        try (var member = new KafkaConsumer<>(memberOf(former), new StringDeserializer(), new StringDeserializer())) {
            member.subscribe(List.of(input.topic()));
            await().until(() -> {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty();
            });
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> carryOver(isStopped::get));

            // When
            for (int step = 0; step < 3; step++) {
                clock.advance(Duration.ofHours(20));
                await().until(() -> {
                    send(former.changeLog(), "anna", "changed");
                    return mark().equals(Optional.of(clock.instant().toString()));
                });
            }
            isStopped.set(true);
            following.join();
        }
        clock.advance(Duration.ofHours(20));
        carryOver(() -> false);

        // Then
        assertThat(valuesByKey(next.changeLog())).containsEntry("anna", "changed");
        assertThat(groups.committed(next.applicationId())).isEqualTo(Map.of(input, 1L));
    }

    private Optional<String> mark() {
        return groups.note(next.applicationId() + "-carry-over", new TopicPartition(former.changeLog(), 0));
    }

    private static Map<String, Object> memberOf(Generation generation) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put("group.id", generation.applicationId());
        settings.put("enable.auto.commit", false);
        return settings;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void carryOver_asLongAsItFollows_leavesTheProcessorToOthers() {
        // Given
        Set<String> following = new ConcurrentSkipListSet<>();
        Set<String> takingOver = new ConcurrentSkipListSet<>();
        BooleanSupplier notes = () -> {
            (isFollower() ? following : takingOver).addAll(idleThreads());
            return false;
        };

        // When
        carryOver(notes);

        // Then
        assertThat(following)
                .anyMatch(thread -> thread.startsWith(FOLLOWER))
                .anyMatch(thread -> thread.startsWith(PRODUCER));
        // Threads of before may be ending, and those of other tests idle as they like.
        takingOver.removeAll(following);
        assertThat(takingOver).noneMatch(thread -> thread.startsWith(PRODUCER));
    }

    private void carryOver(BooleanSupplier isStopped) {
        Map<String, String> changeLogSettings = Map.of("cleanup.policy", "compact");
        try (Growth growth =
                new Growth(client(), next, MORE_PARTITIONS, changeLogSettings, new CopyPace(0), clock, isStopped)) {
            growth.carryOver();
        }
    }

    private static boolean isFollower() {
        return Thread.currentThread().getName().equals(FOLLOWER);
    }

    /** Names, cut by the kernel, and ids. */
    private static Set<String> idleThreads() {
        Set<String> idle = new ConcurrentSkipListSet<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String stat = statusOf(thread);
                if (stat.isEmpty()) {
                    continue;
                }
                int nameEnd = stat.lastIndexOf(')');
                if (stat.substring(nameEnd + 2).split(" ")[POLICY_COLUMN].equals(SCHED_IDLE)) {
                    idle.add(stat.substring(stat.indexOf('(') + 1, nameEnd) + " " + thread.getFileName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return idle;
    }

    /** Empty for a thread that has ended since it was listed. */
    private static String statusOf(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return "";
        }
    }

    private TopicPartition placeOf(String topic, String key) {
        return read(topic).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> new TopicPartition(topic, record.partition()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> valuesByKey(String topic) {
        Map<String, String> values = new HashMap<>();
        read(topic).forEach(record -> values.put(record.key(), record.value()));
        return values;
    }

    private List<ConsumerRecord<String, String>> read(String topic) {
        Map<TopicPartition, Long> ends = groups.ends(topic);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static void send(String topic, String... keysAndValues) {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                producer.send(new ProducerRecord<>(topic, keysAndValues[i], keysAndValues[i + 1]));
            }
        }
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", Servers.shared().bootstrapServers());
    }
}
