package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.embedded.Servers;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.NaiveFold;
import io.kuajie.profile.topology.Step;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestPlatform;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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
    void profiles_ofAServiceKilledAgainAndAgain_equalTheNaiveFold() throws IOException {
        // Given
        SplittableRandom random = new SplittableRandom(20);
        TestPlatform platform = platform();
        List<Step> steps = Step.random(
                random,
                LEAVES,
                leaf -> Math.floorMod(leaf.hashCode(), TestPlatform.PARTITIONS),
                STEPS_A_ROUND * (ROUNDS + 1));
        NaiveFold naive = new NaiveFold(HalfLife.ofDays(30));
        steps.forEach(naive::take);

        try (TestTopics topics = platform.topics();
                ServiceProcess service = new ServiceProcess(settings(platform), platform.stateFolder(), freePort())) {
            // When
            service.awaitReady();
            for (int round = 0; round <= ROUNDS; round++) {
                sendAndKill(topics, service, steps, round, random);
            }

            // Then
            service.awaitReady();
            await().atMost(PATIENCE).untilAsserted(() -> naive.assertEquals(latest(topics)));

            // When
            service.kill();
            service.wipe();
            service.start();
            service.awaitReady();

            // Then
            assertThat(shownBy(service)).isEqualTo(asOfByPerson(latest(topics)));
            naive.assertEquals(latest(topics));
        }
    }

    /** As {@link TestPlatform#create}, but without the database, which this service has no use for. */
    private static TestPlatform platform() {
        Servers servers = Servers.shared();
        String prefix = "kill-" + UUID.randomUUID() + "-";
        new TopicSetup(servers.bootstrapServers(), prefix, TestPlatform.PARTITIONS, (short) 1).ensure();
        return new TestPlatform(servers, prefix, "none", Path.of("target", "streams-of-tests", prefix));
    }

    /** Kills somewhere in the middle, and repeats the latest events as the cleaner would after a crash of its own. */
    private static void sendAndKill(
            TestTopics topics, ServiceProcess service, List<Step> steps, int round, SplittableRandom random) {
        List<Step> own = steps.subList(round * STEPS_A_ROUND, (round + 1) * STEPS_A_ROUND);
        int killedAt = random.nextInt(STEPS_A_ROUND / 4, STEPS_A_ROUND);
        for (int i = 0; i < own.size(); i++) {
            send(topics, own.get(i));
            if (i == killedAt && round < ROUNDS) {
                service.kill();
                if (round % 2 == 1) {
                    service.wipe();
                }
                own.subList(Math.max(0, i - 30), i + 1).stream()
                        .filter(Step.Event.class::isInstance)
                        .forEach(step -> send(topics, step));
                service.start();
                if (random.nextBoolean()) {
                    service.awaitReady();
                }
            }
        }
    }

    private static void send(TestTopics topics, Step step) {
        switch (step) {
            case Step.Event event ->
                topics.send(TopicCatalog.BEHAVIOR_CLEAN, event.leaf().toString(), event.record());
            case Step.Word word ->
                topics.send(TopicCatalog.IDENTITY_LINKS, word.leaf().toString(), word.record());
        }
    }

    private static Map<String, Profile> latest(TestTopics topics) {
        Map<String, Profile> profiles = new TreeMap<>();
        for (Received<Profile> record : topics.readAll(TopicCatalog.PROFILE_STATE)) {
            String key = Objects.requireNonNull(record.key());
            if (record.value() == null) {
                profiles.remove(key);
            } else {
                profiles.put(key, record.requireValue());
            }
        }
        return profiles;
    }

    private static Map<String, String> asOfByPerson(Map<String, Profile> profiles) {
        Map<String, String> asOf = new TreeMap<>();
        profiles.forEach((person, profile) -> asOf.put(
                person,
                profile.getLeaves().stream()
                        .map(ProfileLeaf::getPosition)
                        .filter(position -> position.getOffset() >= 0)
                        .map(position -> position.getPartition() + "@" + position.getOffset())
                        .collect(Collectors.joining(","))));
        return asOf;
    }

    private static Map<String, String> shownBy(ServiceProcess service) {
        Map<String, String> asOf = new TreeMap<>();
        service.json("/v1/profiles?limit=500")
                .path("profiles")
                .forEach(profile -> asOf.put(
                        profile.path("person").asText(), profile.path("asOf").asText()));
        return asOf;
    }

    private static Map<String, String> settings(TestPlatform platform) {
        Map<String, String> settings = new HashMap<>(platform.configuration());
        settings.put("kuajie.streams.instance-id", "killed");
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
