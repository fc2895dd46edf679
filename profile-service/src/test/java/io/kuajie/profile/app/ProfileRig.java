package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.embedded.KafkaCluster;
import io.kuajie.embedded.Servers;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.HalfLife;
import io.kuajie.profile.topology.NaiveFold;
import io.kuajie.profile.topology.Step;
import io.kuajie.testkit.ProfileFacts;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestPlatform;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A platform for services that are processes of their own: what is sent to them, what they told, and what they should have. */
record ProfileRig(TestPlatform platform, TestTopics topics, ToldProfiles told, NaiveFold naive)
        implements AutoCloseable {
    private record OnCluster(KafkaCluster cluster, Servers others) implements Servers {
        @Override
        public String bootstrapServers() {
            return cluster.bootstrapServers();
        }

        @Override
        public URI registryUrl() {
            return others.registryUrl();
        }

        @Override
        public String jdbcUrl() {
            return others.jdbcUrl();
        }

        @Override
        public String jdbcUser() {
            return others.jdbcUser();
        }

        @Override
        public String jdbcPassword() {
            return others.jdbcPassword();
        }

        @Override
        public void close() {
            // Whoever started them ends them.
        }
    }

    /** As {@link TestPlatform#create}, but without the database, which this service has no use for. */
    static ProfileRig create() {
        return create(Servers.shared(), (short) 1);
    }

    /** The same on brokers that keep three copies. */
    static ProfileRig create(KafkaCluster cluster) {
        return create(new OnCluster(cluster, Servers.shared()), (short)
                cluster.brokers().size());
    }

    private static ProfileRig create(Servers servers, short copies) {
        String prefix = "rig-" + UUID.randomUUID() + "-";
        new TopicSetup(servers.bootstrapServers(), prefix, TestPlatform.PARTITIONS, copies).ensure();
        TestPlatform platform =
                new TestPlatform(servers, prefix, "none", Path.of("target", "streams-of-tests", prefix));
        TestTopics topics = platform.topics();
        return new ProfileRig(
                platform,
                topics,
                new ToldProfiles(servers.bootstrapServers(), topics),
                new NaiveFold(HalfLife.ofDays(30)));
    }

    /** Starts an instance with a lasting name, which others reach. */
    ServiceProcess start(String name) {
        return start(name, Map.of());
    }

    /** The same with further settings. */
    ServiceProcess start(String name, Map<String, String> more) {
        int port = freePort();
        Path state = platform.stateFolder().resolve(name);
        Map<String, String> settings = new HashMap<>(platform.configuration());
        settings.put("kuajie.streams.instance-id", name);
        settings.put("kuajie.streams.application-server", "127.0.0.1:" + port);
        settings.put("kuajie.streams.state-dir", state.toString());
        settings.put("kuajie.profile.clusters.interval", "1s");
        settings.put("kuajie.streams.rewrite-after", "1s");
        settings.putAll(more);
        return new ServiceProcess("service-" + name, settings, state, port);
    }

    /** To the topics, and to what should come of it. */
    void send(Step step) {
        repeat(step);
        naive.take(step);
    }

    /** To the topics alone, as the cleaner would after a crash of its own. */
    void repeat(Step step) {
        switch (step) {
            case Step.Event event ->
                topics.send(TopicCatalog.BEHAVIOR_CLEAN, event.leaf().toString(), event.record());
            case Step.Word word ->
                topics.send(TopicCatalog.IDENTITY_LINKS, word.leaf().toString(), word.record());
            case Step.Demand demand ->
                topics.send(TopicCatalog.PRIVACY_ERASURES, demand.leaf().toString(), demand.record());
        }
    }

    /** The last word on everybody. */
    Map<String, Profile> profiles() {
        return told.latest();
    }

    /** What is left when each record takes the place of those before it. */
    static Map<String, Profile> latest(List<Received<Profile>> records) {
        Map<String, Profile> profiles = new TreeMap<>();
        for (Received<Profile> record : records) {
            String key = Objects.requireNonNull(record.key());
            if (record.value() == null) {
                profiles.remove(key);
            } else {
                profiles.put(key, record.requireValue());
            }
        }
        return profiles;
    }

    void assertProfilesAreAsTheyShould() {
        naive.assertEquals(profiles());
    }

    /** Up to where everybody's profile is, by what was told. */
    Map<String, String> asOfByPerson() {
        Map<String, String> asOf = new TreeMap<>();
        profiles()
                .forEach((person, profile) -> asOf.put(
                        person,
                        profile.getLeaves().stream()
                                .map(ProfileLeaf::getPosition)
                                .filter(position -> position.getOffset() >= 0)
                                .map(position -> position.getPartition() + "@" + position.getOffset())
                                .collect(Collectors.joining(","))));
        return asOf;
    }

    /** What this instance shows of everybody is what was told last. */
    void assertShownIsWhatWasTold(ServiceProcess service) {
        Map<String, List<String>> shown = new TreeMap<>();
        service.json("/v1/profiles?limit=500")
                .path("profiles")
                .forEach(profile -> shown.put(profile.path("person").asText(), ProfileFacts.of(profile)));
        Map<String, List<String>> told = new TreeMap<>();
        profiles().forEach((person, profile) -> told.put(person, ProfileFacts.of(profile)));
        assertThat(shown).isEqualTo(told);
    }

    /** What it shows of everybody besides, as of the moment when it is asked, is the naive fold. */
    void assertPortraitsAreAsTheyShould(ServiceProcess service) {
        naive.assertShown(person -> service.json("/v1/profiles/" + person + "/export"));
    }

    /** Counted again from the log by the service itself, everybody's leaves are what it stores. */
    void assertRecomputed(ServiceProcess service) {
        for (String person : profiles().keySet()) {
            JsonNode report = service.post("/v1/profiles/" + person + "/recompute");
            assertThat(report.path("leaves"))
                    .allSatisfy(leaf -> assertThat(leaf.path("differences")).isEmpty());
            assertThat(report.path("agrees").asBoolean()).isTrue();
        }
    }

    @Override
    public void close() {
        told.close();
        topics.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
