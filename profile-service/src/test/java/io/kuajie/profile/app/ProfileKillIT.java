package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.embedded.KafkaCluster;
import io.kuajie.embedded.KafkaServer;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Step;
import io.kuajie.profile.topology.Steps;
import io.kuajie.testkit.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged service and one of three brokers are killed with SIGKILL while events, links and unlinks stream in, every second time
 * with the service's local state wiped; after each time what profile.state says equals the naive fold of what was sent, and what the
 * service shows, with its store as it is and again from the change logs alone. Then a second
 * generation of the streams, with more partitions, takes the place of the first under load, from its change logs alone, and says and
 * shows the same, while the first refuses to work any more. The brokers are processes of its own whichever servers the other tests have.
 */
@Tag("embedded")
class ProfileKillIT {
    private static final int ROUNDS = Integer.getInteger("kuajie.fault.rounds", 3);
    private static final int STEPS_A_ROUND = 400;
    private static final int BROKER_HEAP = 256;
    /** Partitions that people are spread over in the end. */
    private static final int GROWN = 2 * TestPlatform.PARTITIONS + 1;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<LeafKey> LEAVES = IntStream.range(0, 24)
            .mapToObj(i -> LeafKey.parse((i % 2 == 0 ? "academy:u" : "blossom:u") + i))
            .toList();

    @Test
    void profiles_ofAServiceKilledAgainAndAgain_equalTheNaiveFold() {
        // Given
        SplittableRandom random = new SplittableRandom(20);
        List<Step> steps = new Steps(
                        random,
                        LEAVES,
                        leaf -> Math.floorMod(leaf.hashCode(), TestPlatform.PARTITIONS),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .next(STEPS_A_ROUND * (ROUNDS + 2));

        try (KafkaCluster cluster = KafkaCluster.start(BROKER_HEAP);
                ProfileRig rig = ProfileRig.create(cluster);
                ServiceProcess service = rig.start("killed")) {
            // When
            service.awaitReady();
            for (int round = 0; round <= ROUNDS; round++) {
                KafkaServer broker =
                        cluster.brokers().get(random.nextInt(cluster.brokers().size()));
                sendAndKill(rig, service, broker, steps, round, random);

                // Then
                service.awaitReady();
                await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
                assertSameFromChangeLogsAlone(rig, service);
            }
            rig.assertRecomputed(service);

            assertGrows(rig, service, steps.subList(STEPS_A_ROUND * (ROUNDS + 1), steps.size()));
        }
    }

    /** What the store holds is what was told last, and so it is after the store was lost. */
    private static void assertSameFromChangeLogsAlone(ProfileRig rig, ServiceProcess service) {
        rig.assertShownIsWhatWasTold(service);
        rig.assertPortraitsAreAsTheyShould(service);
        service.kill();
        service.wipe();
        service.start();
        service.awaitReady();
        await().atMost(PATIENCE).untilAsserted(() -> rig.assertShownIsWhatWasTold(service));
        rig.assertPortraitsAreAsTheyShould(service);
        rig.assertProfilesAreAsTheyShould();
    }

    private static void assertGrows(ProfileRig rig, ServiceProcess service, List<Step> more) {
        Map<String, String> grown =
                Map.of("kuajie.streams.generation", "2", "kuajie.streams.partitions", Integer.toString(GROWN));
        try (ServiceProcess next = rig.start("grown", grown)) {
            // When
            more.subList(0, STEPS_A_ROUND / 2).forEach(rig::send);
            service.stop();
            more.subList(STEPS_A_ROUND / 2, 3 * STEPS_A_ROUND / 4).forEach(rig::send);
            next.awaitReady();

            // Then
            await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
            await().atMost(PATIENCE).untilAsserted(() -> rig.assertShownIsWhatWasTold(next));
            rig.assertPortraitsAreAsTheyShould(next);

            assertRefusesToWork(rig, service, next, more.subList(3 * STEPS_A_ROUND / 4, STEPS_A_ROUND));
        }
    }

    /** An instance of the former generation that somebody starts by mistake, or that was away meanwhile. */
    private static void assertRefusesToWork(
            ProfileRig rig, ServiceProcess former, ServiceProcess present, List<Step> more) {
        // When
        former.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(former.log())
                        .contains("A later generation of the streams has taken the place of generation 1"));
        more.forEach(rig::send);

        // Then
        await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(former.status("/q/health/ready")).isEqualTo(503));
        assertThat(former.status("/v1/profiles")).isEqualTo(503);
        rig.assertShownIsWhatWasTold(present);
    }

    /** Kills somewhere in the middle, and repeats the latest events as the cleaner would after a crash of its own. */
    private static void sendAndKill(
            ProfileRig rig,
            ServiceProcess service,
            KafkaServer broker,
            List<Step> steps,
            int round,
            SplittableRandom random) {
        List<Step> own = steps.subList(round * STEPS_A_ROUND, (round + 1) * STEPS_A_ROUND);
        int killedAt = random.nextInt(STEPS_A_ROUND / 4, STEPS_A_ROUND);
        int brokerKilledAt = random.nextInt(STEPS_A_ROUND);
        int brokerBackAt = random.nextInt(brokerKilledAt, STEPS_A_ROUND);
        CompletableFuture<Void> brokerIsBack = new CompletableFuture<>();
        for (int i = 0; i < own.size(); i++) {
            rig.send(own.get(i));
            if (i == brokerKilledAt) {
                broker.kill();
            }
            if (i == brokerBackAt) {
                brokerIsBack.completeAsync(
                        () -> restarted(broker), task -> Thread.ofPlatform().start(task));
            }
            if (i == killedAt && round < ROUNDS) {
                service.kill();
                if (round % 2 == 1) {
                    service.wipe();
                }
                own.subList(Math.max(0, i - 30), i + 1).stream()
                        .filter(Step.Event.class::isInstance)
                        .forEach(rig::repeat);
                service.start();
                if (random.nextBoolean()) {
                    service.awaitReady();
                }
            }
        }
        brokerIsBack.join();
    }

    private static @Nullable Void restarted(KafkaServer broker) {
        broker.restart();
        return null;
    }
}
