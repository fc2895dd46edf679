package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Step;
import io.kuajie.testkit.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The packaged service is killed with SIGKILL while events, links and unlinks stream in, every second time with its local state
 * wiped; what profile.state says in the end equals the naive fold of what was sent, and a last start from the change logs alone
 * shows the same.
 */
class ProfileKillIT {
    private static final int ROUNDS = Integer.getInteger("kuajie.fault.rounds", 3);
    private static final int STEPS_A_ROUND = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<LeafKey> LEAVES = IntStream.range(0, 24)
            .mapToObj(i -> LeafKey.parse((i % 2 == 0 ? "academy:u" : "blossom:u") + i))
            .toList();

    @Test
    void profiles_ofAServiceKilledAgainAndAgain_equalTheNaiveFold() {
        // Given
        SplittableRandom random = new SplittableRandom(20);
        List<Step> steps = Step.random(
                random,
                LEAVES,
                leaf -> Math.floorMod(leaf.hashCode(), TestPlatform.PARTITIONS),
                STEPS_A_ROUND * (ROUNDS + 1));

        try (ProfileRig rig = ProfileRig.create();
                ServiceProcess service = rig.start("killed")) {
            // When
            service.awaitReady();
            for (int round = 0; round <= ROUNDS; round++) {
                sendAndKill(rig, service, steps, round, random);
            }

            // Then
            service.awaitReady();
            await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);

            // When
            service.kill();
            service.wipe();
            service.start();
            service.awaitReady();

            // Then
            assertThat(ProfileRig.shownBy(service)).isEqualTo(rig.asOfByPerson());
            rig.assertProfilesAreAsTheyShould();
        }
    }

    /** Kills somewhere in the middle, and repeats the latest events as the cleaner would after a crash of its own. */
    private static void sendAndKill(
            ProfileRig rig, ServiceProcess service, List<Step> steps, int round, SplittableRandom random) {
        List<Step> own = steps.subList(round * STEPS_A_ROUND, (round + 1) * STEPS_A_ROUND);
        int killedAt = random.nextInt(STEPS_A_ROUND / 4, STEPS_A_ROUND);
        for (int i = 0; i < own.size(); i++) {
            rig.send(own.get(i));
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
    }
}
