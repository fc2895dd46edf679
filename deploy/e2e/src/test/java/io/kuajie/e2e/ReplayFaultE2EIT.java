package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.embedded.KafkaServer;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.local.ServiceProcess;
import io.kuajie.testkit.ProfileFacts;
import io.kuajie.testkit.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
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
 * Each service, and one of three brokers, is killed once (SIGKILL) at a random moment of a replay and started again, services
 * sometimes without their local state; in the end every raw position has one outcome and every profile is what the sender's ledger
 * folds to.
 */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayFaultE2EIT {
    private static final int BROKERS = 3;
    private static final int EVENTS = 12_000;
    private static final int USERS = 300;
    private static final Duration REPLAY = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private LocalStack stack;
    private StackClient client;

    @BeforeAll
    void start(@TempDir Path data) {
        Path root = Path.of(System.getProperty("kuajie.root"));
        stack = LocalStack.start(
                LocalStack.Settings.isolated(root, data)
                        .withBrokers(BROKERS)
                        .withPartitions(3)
                        .withAssumeConsent(true),
                message -> {});
        client = new StackClient(stack);
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kuajie.fault.rounds", 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("rounds")
    void replay_withEveryServiceAndABrokerKilledOnce_endsAsTheLedgerSays(int seed, @TempDir Path folder)
            throws Exception {
        // Given
        BehaviorFile file = BehaviorFile.generate(folder.resolve("replay.csv"), seed, EVENTS, USERS);
        String name = "fault-" + seed;
        Partner partner = seed % 2 == 0 ? Partner.ACADEMY : Partner.BLOSSOM;
        BehaviorFile own = withUsersOf(file, seed, folder);
        AtomicLong furthest = new AtomicLong();
        long bytes = Files.size(own.path());

        // When
        CompletableFuture<JsonNode> replay = CompletableFuture.supplyAsync(
                () -> client.importUntilComplete(partner, own.path(), name, bytes / REPLAY.toSeconds(), furthest));
        CompletableFuture<KafkaServer> brokerIsBack = killEachOnce(new Random(seed), replay, furthest, bytes);
        JsonNode report = replay.join();
        brokerIsBack.join();

        // Then
        assertThat(report.path("lines").asLong()).isEqualTo(EVENTS + 1);
        assertThat(report.path("rejected").path("truncated").asLong()).isEqualTo(1);
        try (TestTopics topics = client.topics()) {
            client.outcomes(topics, name).assertOneOutcomeEach(own.lines());
            assertReported(partner, name);
            Map<String, ProfileOracle.Expected> expected = expected(own, partner);
            Profiles counted = client.profiles(topics, expected.keySet(), EVENTS);
            counted.assertEquals(expected);
            assertStoreEqualsTopic(expected, counted);
            killAndStart(stack.profile(), true);
            Profiles rebuilt = Profiles.of(topics);
            assertStoreEqualsTopic(expected, rebuilt);
            rebuilt.assertEquals(expected);
            assertRecommenderReflects(own, partner, rebuilt);
        }
    }

    @Test
    void commandLineImport_killedAndStartedAgain_goesOnAndReportsTheEnd(@TempDir Path folder) throws Exception {
        // Given
        BehaviorFile file =
                withUsersOf(BehaviorFile.generate(folder.resolve("cli.csv"), 77, EVENTS, USERS), 77, folder);
        ImportProcess command = new ImportProcess(stack, Partner.BLOSSOM, folder, file.path(), "cli-77");
        long slow = Math.max(1, Files.size(file.path()) / 1024 / 4);
        for (int lines : new int[] {EVENTS / 5, EVENTS / 2}) {
            Process killed = command.start("--rate", Long.toString(slow));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> command.lines() > lines || !killed.isAlive());
            assertThat(killed.isAlive()).as("still sending").isTrue();
            killed.destroyForcibly().waitFor();
        }
        // When
        Process last = command.start();
        // Then
        assertThat(last.waitFor()).isZero();
        assertThat(command.output())
                .contains("accepted   12,000")
                .contains("clean      12,000")
                .contains("truncated            1");
        try (TestTopics topics = client.topics()) {
            Outcomes.of(topics, "cli-77").assertOneOutcomeEach(file.lines());
        }
        // When / Then
        assertThat(command.start().waitFor()).isZero();
        assertThat(command.output()).contains("was imported before");
    }

    /** Lines that were sent again after a kill are reported once. */
    private void assertReported(Partner partner, String name) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode cleaning = client.edge
                    .get(
                            stack.ingest().base(),
                            "/v1/imports/" + name + "?outcomes=true",
                            stack.keys().writeKey(partner))
                    .expect(200)
                    .body()
                    .path("cleaning");
            assertThat(cleaning.path("complete").asBoolean()).isTrue();
            assertThat(cleaning.path("rejected")).isEmpty();
            assertThat(cleaning.path("clean").asLong()).isEqualTo(EVENTS);
        });
    }

    /** The users of different seeds are different people. */
    private static BehaviorFile withUsersOf(BehaviorFile file, int seed, Path folder) throws Exception {
        String text = Files.readString(file.path()).replaceAll("(?m)^u", "s" + seed + "-u");
        Path own = folder.resolve("own.csv");
        Files.writeString(own, text);
        return BehaviorFile.read(own);
    }

    /** @return completes when the broker is back, which takes it some seconds, in which a service may be killed as well */
    private CompletableFuture<KafkaServer> killEachOnce(
            Random random, CompletableFuture<?> replay, AtomicLong furthest, long bytes) {
        CompletableFuture<KafkaServer> brokerIsBack = new CompletableFuture<>();
        List<Runnable> kills = new ArrayList<>();
        stack.processes().forEach(service -> kills.add(() -> killAndStart(service, random.nextBoolean())));
        kills.add(() -> killAndRestart(random.nextInt(BROKERS), brokerIsBack));
        Collections.shuffle(kills, random);
        for (int n = 0; n < kills.size(); n++) {
            long moment = (long) (bytes * (n + random.nextDouble()) / (kills.size() + 1));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> furthest.get() >= moment || replay.isDone());
            assertThat(replay).as("replay before the kill").isNotCompletedExceptionally();
            kills.get(n).run();
        }
        return brokerIsBack;
    }

    private static void killAndStart(ServiceProcess service, boolean withoutState) {
        service.kill();
        if (withoutState) {
            service.wipeState();
        }
        service.start();
        service.awaitReady();
    }

    private void killAndRestart(int number, CompletableFuture<KafkaServer> isBack) {
        KafkaServer broker = stack.servers().cluster().brokers().get(number);
        broker.kill();
        isBack.completeAsync(
                () -> {
                    broker.restart();
                    return broker;
                },
                task -> Thread.ofPlatform().start(task));
    }

    private Map<String, ProfileOracle.Expected> expected(BehaviorFile file, Partner partner) {
        Pseudonyms pseudonyms = client.pseudonyms(partner);
        Map<String, ProfileOracle.Expected> expected = new HashMap<>();
        ProfileOracle.fold(file.lines()).forEach((user, profile) -> expected.put(pseudonyms.leafOf(user), profile));
        return expected;
    }

    private void assertStoreEqualsTopic(Map<String, ProfileOracle.Expected> expected, Profiles last) throws Exception {
        for (String person : expected.keySet()) {
            JsonNode stored = client.edge
                    .get(
                            stack.profile().base(),
                            "/v1/profiles/" + person,
                            stack.keys().operatorKey())
                    .expect(200)
                    .body();
            assertThat(ProfileFacts.of(stored))
                    .as("%s in the store", person)
                    .isEqualTo(ProfileFacts.of(last.of(person)));
        }
    }

    private void assertRecommenderReflects(BehaviorFile file, Partner partner, Profiles last) {
        Pseudonyms pseudonyms = client.pseudonyms(partner);
        String user = file.lines().getFirst().user();
        var position = last.of(pseudonyms.leafOf(user)).getLeaves().getFirst().getPosition();
        String wanted = position.getPartition() + "@" + position.getOffset();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.edge
                                .get(
                                        stack.recommend().base(),
                                        "/v1/recommendations?count=5&domain=" + partner.domain(),
                                        stack.keys().storefrontKey(partner),
                                        Map.of("Kuajie-User", user))
                                .expect(200)
                                .body()
                                .path("asOf")
                                .asText())
                        .isEqualTo(wanted));
    }
}
