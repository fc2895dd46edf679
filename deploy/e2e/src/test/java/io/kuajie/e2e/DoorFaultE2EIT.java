package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuajie.local.DataFolder;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.testkit.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The door and the broker are killed (SIGKILL) at random moments under load, beside a thousand bad connections; the broker stays away
 * for a minute; its disk is full. In the end every raw position has one outcome and every acknowledged message is clean once.
 */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorFaultE2EIT {
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private LocalStack stack;
    private StackClient client;
    private final Edge edge = new Edge();
    private SmallDisk disk;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        // The folder is marked as a stack's before there is something in it.
        DataFolder.open(data).close();
        disk = new SmallDisk(data.resolve("kafka"));
        Path root = Path.of(System.getProperty("kuajie.root"));
        stack = LocalStack.start(LocalStack.Settings.isolated(root, data).withPartitions(3), message -> {});
        client = new StackClient(stack);
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (stack != null) {
                stack.close();
            }
        } finally {
            disk.close();
        }
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kuajie.fault.rounds", 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("rounds")
    void batches_withDoorAndBrokerKilled_areAllCleanOnce(int seed) throws Exception {
        // Given
        String run = "door-fault-" + seed;
        Random random = new Random(seed);
        Set<String> ledger;
        // When
        try (BadClients bad = new BadClients(stack.ingest().base(), 900, 100, 20);
                LedgerSender sender = sender(run)) {
            ledger = sender.ledger;
            awaitMore(sender, 200 + random.nextInt(400));
            killDoor(random);
            awaitMore(sender, 200 + random.nextInt(400));
            stack.servers().kafka().kill();
            stack.servers().kafka().restart();
            awaitMore(sender, 200);
        }
        // Then
        assertAllCleanOnce(run, ledger);
    }

    @Test
    void batches_brokerAwayForAMinute_areAskedForLaterAndAllCleanOnce() throws Exception {
        // Given
        String run = "door-outage";
        Set<String> ledger;
        // When
        try (LedgerSender sender = sender(run)) {
            ledger = sender.ledger;
            awaitMore(sender, 200);
            stack.servers().kafka().kill();
            try {
                assertAskedForLater(Instant.now().plus(OUTAGE));
            } finally {
                stack.servers().kafka().restart();
            }
            awaitMore(sender, 200);
        }
        // Then
        assertAllCleanOnce(run, ledger);
    }

    @Test
    void batches_brokersDiskFull_areAskedForLaterAndAllCleanOnce() throws Exception {
        assumeTrue(disk.isMounted(), "Only root may mount the small disk that this needs.");
        // Given
        String run = "door-disk";
        Set<String> ledger;
        // When
        try (LedgerSender sender = sender(run)) {
            ledger = sender.ledger;
            awaitMore(sender, 200);
            disk.fill();
            try {
                await().atMost(PATIENCE).until(() -> !stack.servers().kafka().isRunning());
                assertAskedForLater(Instant.now());
            } finally {
                disk.empty();
                stack.servers().kafka().restart();
            }
            awaitMore(sender, 200);
        }
        // Then
        assertAllCleanOnce(run, ledger);
    }

    /** Until then, the door says that it can't take events now, and when to come again. */
    private void assertAskedForLater(Instant end) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            Edge.Answer reply = edge.post(
                    stack.ingest().base(),
                    "/v1/track",
                    stack.keys().writeKey(Partner.ACADEMY),
                    "{\"userId\":\"u\",\"event\":\"Product Viewed\",\"messageId\":\"%s\"}"
                            .formatted(UUID.randomUUID()));
            assertThat(reply.status()).isIn(429, 503);
            assertThat(reply.headers()).containsKey("Retry-After");
            return !Instant.now().isBefore(end);
        });
    }

    private LedgerSender sender(String run) {
        return new LedgerSender(stack.ingest().base(), stack.keys().writeKey(Partner.ACADEMY), run, SENDERS);
    }

    private void assertAllCleanOnce(String run, Set<String> ledger) {
        try (TestTopics topics = client.topics()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> Outcomes.of(topics, run).isComplete());
            assertOutcomes(Outcomes.of(topics, run), ledger);
        }
    }

    private static void awaitMore(LedgerSender sender, int messages) {
        int wanted = sender.acknowledged() + messages;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> sender.acknowledged() >= wanted);
    }

    private void killDoor(Random random) {
        stack.ingest().kill();
        if (random.nextBoolean()) {
            stack.ingest().wipeState();
        }
        stack.ingest().start();
        stack.ingest().awaitReady();
    }

    private static void assertOutcomes(Outcomes outcomes, Set<String> ledger) {
        Set<String> both = new HashSet<>(outcomes.cleanMessageByPosition.keySet());
        both.retainAll(outcomes.rejectedByPosition.keySet());
        assertThat(both).as("positions with two outcomes").isEmpty();
        Set<String> told = new HashSet<>(outcomes.cleanMessageByPosition.keySet());
        told.addAll(outcomes.rejectedByPosition.keySet());
        assertThat(told).as("positions with an outcome").isEqualTo(outcomes.messageByPosition.keySet());
        Map<String, Integer> timesClean = new HashMap<>();
        outcomes.cleanMessageByPosition.values().forEach(message -> timesClean.merge(message, 1, Integer::sum));
        assertThat(timesClean.keySet())
                .as("acknowledged messages that are clean")
                .containsAll(ledger);
        assertThat(timesClean.values()).as("times a message is clean").containsOnly(1);
        assertThat(outcomes.rejectedByPosition.values())
                .as("what was sent again")
                .allMatch(rejected -> rejected.getCode().equals("duplicate"));
    }
}
