package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The door and the broker are killed (SIGKILL) at random moments under load, beside a thousand bad connections; the door is told to end;
 * the broker's disk is full. In the end every raw position has one outcome, and every acknowledged message is clean once, or rejected
 * for what is wrong with it.
 */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorFaultE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** How long the door may take to end: what its configuration grants to requests under way, and some for what follows. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private LocalStack stack;
    private StackClient client;
    private SmallDisk disk;

    @BeforeAll
    void use(SharedStack.Running shared) throws InterruptedException {
        stack = shared.toBeKilled();
        client = shared.client();
        disk = shared.disk();
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kuajie.fault.rounds", 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("rounds")
    void events_withDoorAndBrokerKilled_haveOneOutcomeEach(int seed) throws Exception {
        // Given
        String run = "door-fault-" + seed;
        Random random = new Random(seed);
        Ledger ledger;
        // When
        try (BadClients bad = new BadClients(stack.ingest().base(), 900, 100, 20);
                LedgerSender sender = client.sender(run)) {
            ledger = sender.ledger;
            sender.awaitMore(200 + random.nextInt(400));
            killDoor(random);
            bad.awaitAll();
            sender.awaitMore(200 + random.nextInt(400));
            stack.servers().kafka().kill();
            stack.servers().kafka().restart();
            sender.awaitMore(200);
        }
        // Then
        client.outcomes(run).assertAs(ledger);
    }

    @Test
    void events_doorToldToEnd_areAnsweredFirstAndHaveOneOutcomeEach() throws Exception {
        // Given
        String run = "door-drain";
        Ledger ledger;
        try (LedgerSender sender = client.sender(run);
                HalfSent halves =
                        new HalfSent(stack.ingest().base(), stack.keys().writeKey(Partner.ACADEMY), run, 50)) {
            ledger = sender.ledger;
            sender.awaitMore(200);
            // When
            ProcessHandle door =
                    ProcessHandle.of(stack.ingest().pid().orElseThrow()).orElseThrow();
            assertThat(door.destroy()).as("is told to end").isTrue();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> client.edge.status(stack.ingest().base(), "/q/health/ready") == 503);
            // Then: who still comes is served, and so are those who came before
            assertThat(halves.sendWhole(run + "-late")).isEqualTo(200);
            assertThat(halves.finish()).hasSize(50).containsOnly(200);
            assertThat(door.onExit().get(DRAIN.toSeconds(), TimeUnit.SECONDS)).isEqualTo(door);
            halves.messages().forEach(ledger::add);
            ledger.add(run + "-late");
            stack.ingest().start();
            stack.ingest().awaitReady();
            sender.awaitMore(200);
        }
        // Then
        client.outcomes(run).assertAs(ledger);
    }

    @Test
    void events_brokersDiskFull_areAskedForLaterAndHaveOneOutcomeEach() throws Exception {
        assumeTrue(disk.isMounted(), "Only root may mount the small disk that this needs.");
        // Given
        String run = "door-disk";
        Ledger ledger;
        // When
        try (LedgerSender sender = client.sender(run)) {
            ledger = sender.ledger;
            sender.awaitMore(200);
            disk.fill();
            try {
                await().atMost(PATIENCE).until(() -> !stack.servers().kafka().isRunning());
                client.assertAskedForLater();
            } finally {
                disk.empty();
                stack.servers().kafka().restart();
            }
            sender.awaitMore(200);
        }
        // Then
        client.outcomes(run).assertAs(ledger);
    }

    private void killDoor(Random random) {
        stack.ingest().kill();
        if (random.nextBoolean()) {
            stack.ingest().wipeState();
        }
        stack.ingest().start();
        stack.ingest().awaitReady();
    }
}
