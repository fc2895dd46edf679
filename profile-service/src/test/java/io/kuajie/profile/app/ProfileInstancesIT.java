package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.KafkaCluster;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Steps;
import io.kuajie.testkit.TestPlatform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Packaged services share the work as processes of their own, on three brokers. Each answers for all people, and for those of a killed
 * one by copies. Then, round by round and as chance has it, one joins, leaves in good order, or is killed and stays away until another
 * has taken its place, all while events, links and unlinks stream in and people are asked for; once the group is stable again every
 * profile equals the naive fold of what was sent, and all answer alike.
 */
@Tag("embedded")
class ProfileInstancesIT {
    private static final Logger LOG = Logger.getLogger(ProfileInstancesIT.class);
    private static final int ROUNDS = Integer.getInteger("kuajie.fault.rounds", 3);
    private static final long SEED = 4;
    private static final int BROKER_HEAP = 256;
    private static final int STEPS_BEFORE = 400;
    /** Steps under way when something changes, at most. */
    private static final int MOST_STEPS_BETWEEN = 200;

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<LeafKey> LEAVES = IntStream.range(0, 40)
            .mapToObj(i -> LeafKey.parse((i % 2 == 0 ? "academy:u" : "blossom:u") + i))
            .toList();

    /** What happens to the group in a round. */
    private enum Change {
        JOIN,
        LEAVE,
        DIE
    }

    private final Random random = new Random(SEED);
    private final Steps steps = new Steps(
            new SplittableRandom(SEED),
            LEAVES,
            leaf -> Math.floorMod(leaf.hashCode(), TestPlatform.PARTITIONS),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));

    @Test
    void instances_joiningLeavingAndDyingUnderLoad_goOnAnsweringAndLoseNothing() throws IOException {
        try (KafkaCluster cluster = KafkaCluster.start(BROKER_HEAP);
                ProfileRig rig = ProfileRig.create(cluster);
                Instances instances = new Instances(rig)) {
            // Given
            instances.start(List.of("a", "b"));
            instances.awaitStable();
            steps.next(STEPS_BEFORE).forEach(rig::send);
            instances.awaitProved();

            // When
            instances.kill("a");

            // Then
            assertAnswersForAll(rig, instances.of("b"));
            instances.start(List.of("a"));
            instances.awaitStable();

            List<Change> drawn = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // When
                long began = System.nanoTime();
                Change change = draw(drawn, instances.present().size());
                happen(change, rig, instances);

                // Then
                instances.awaitProved();
                LOG.infof("Round %d (%s), then %s: %d s", round, change, instances.present(), seconds(began));
            }
            rig.assertRecomputed(instances.of(instances.present().getFirst()));
        }
    }

    /** Each once in an order that chance gives, then again; where nobody is away nobody can join. */
    private Change draw(List<Change> left, int present) {
        left.removeIf(change -> change == Change.JOIN && present == NAMES.size());
        if (left.isEmpty()) {
            left.addAll(List.of(Change.values()));
            left.removeIf(change -> change == Change.JOIN && present == NAMES.size());
            Collections.shuffle(left, random);
        }
        return left.removeFirst();
    }

    private void happen(Change change, ProfileRig rig, Instances instances) {
        List<String> present = instances.present();
        List<String> candidates = change == Change.DIE ? instances.owners() : present;
        String going = candidates.get(random.nextInt(candidates.size()));
        List<String> staying =
                present.stream().filter(name -> !name.equals(going)).toList();
        switch (change) {
            case JOIN ->
                underLoad(rig, instances, present, load -> {
                    instances.start(NAMES.stream()
                            .filter(name -> !present.contains(name))
                            .limit(1)
                            .toList());
                    instances.awaitStable();
                });
            case LEAVE ->
                underLoad(rig, instances, staying, load -> {
                    instances.stop(going);
                    if (staying.size() == 1) {
                        load.awaitSent(random.nextInt(MOST_STEPS_BETWEEN));
                        instances.start(List.of(going));
                    }
                    instances.awaitStable();
                });
            case DIE -> {
                Asked asked = underLoad(rig, instances, staying, load -> {
                    instances.kill(going);
                    instances.awaitOwners();
                });
                assertThat(asked.stale()).hasValueGreaterThan(0);
                // Who had the copies goes on where the owner stopped.
                instances.awaitProved();
                comeBack(going, rig, instances, staying);
            }
        }
    }

    /** At times without what it had stored. */
    private void comeBack(String name, ProfileRig rig, Instances instances, List<String> staying) {
        if (random.nextBoolean()) {
            instances.wipe(name);
        }
        underLoad(rig, instances, staying, load -> {
            instances.start(List.of(name));
            instances.awaitStable();
        });
    }

    private Asked underLoad(ProfileRig rig, Instances instances, List<String> asked, Consumer<Load> change) {
        List<ServiceProcess> processes = asked.stream().map(instances::of).toList();
        List<String> people = LEAVES.stream().map(LeafKey::toString).toList();
        int before = random.nextInt(MOST_STEPS_BETWEEN);
        Load load = new Load(rig, steps, processes, people, random.nextLong());
        try (load) {
            load.awaitSent(before);
            change.accept(load);
        }
        LOG.infof("Sent %d steps meanwhile, %s", load.sent(), load.asked());
        load.asked().assertAnswered();
        return load.asked();
    }

    /** Although the group has not noticed yet that another instance is gone. */
    private static void assertAnswersForAll(ProfileRig rig, ServiceProcess service) throws IOException {
        long stale = 0;
        long slowest = 0;
        Map<String, String> expected = rig.asOfByPerson();
        for (Map.Entry<String, String> person : expected.entrySet()) {
            long began = System.nanoTime();
            HttpResponse<String> reply = Instances.ask(service, person.getKey());
            slowest = Math.max(slowest, System.nanoTime() - began);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).contains("\"asOf\":\"" + person.getValue() + "\"");
            stale += reply.headers().firstValue(Asked.STALE).isPresent() ? 1 : 0;
        }
        LOG.infof(
                "After a kill: %d people, %d of them by copies, the slowest in %d ms",
                expected.size(), stale, Duration.ofNanos(slowest).toMillis());
        assertThat(stale).isPositive();
        assertThat(service.get("/v1/profiles").headers().firstValue(Asked.STALE))
                .isPresent();
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
