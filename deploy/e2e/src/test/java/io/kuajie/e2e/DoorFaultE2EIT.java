package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.testkit.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The door and the broker are killed (SIGKILL) at random moments under load, beside a thousand bad connections; in the end every
 * raw position has one outcome and every acknowledged message is clean once.
 */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorFaultE2EIT {
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private LocalStack stack;
    private StackClient client;

    @BeforeAll
    void start(@TempDir Path data) {
        Path root = Path.of(System.getProperty("kuajie.root"));
        stack = LocalStack.start(LocalStack.Settings.isolated(root, data).withPartitions(3), message -> {});
        client = new StackClient(stack);
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    static IntStream rounds() {
        // A third of the rounds of the whole system's fault test, which kills the door as well.
        return IntStream.rangeClosed(1, Math.max(1, Integer.getInteger("kuajie.fault.rounds", 3) / 3));
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
                LedgerSender sender =
                        new LedgerSender(stack.ingest().base(), stack.keys().writeKey(Partner.ACADEMY), run, SENDERS)) {
            ledger = sender.ledger;
            awaitMore(sender, 200 + random.nextInt(400));
            killDoor(random);
            awaitMore(sender, 200 + random.nextInt(400));
            stack.servers().kafka().kill();
            stack.servers().kafka().restart();
            awaitMore(sender, 200);
        }
        // Then
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
