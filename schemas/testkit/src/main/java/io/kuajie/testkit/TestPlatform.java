package io.kuajie.testkit;

import io.kuajie.embedded.Servers;
import io.kuajie.topics.TopicSetup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One test's own platform on the shared servers: all topics under a prefix of its own, and an empty database.
 *
 * @param stateFolder for Kafka Streams; not made yet
 */
public record TestPlatform(Servers servers, String prefix, String jdbcUrl, Path stateFolder) {
    /** Partitions of the topics keyed by leaf or person: enough to show what depends on partitioning. */
    public static final int PARTITIONS = 3;

    /** Starts the shared servers where needed and creates all topics. */
    public static TestPlatform create() {
        Servers servers = Servers.shared();
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
        new TopicSetup(servers.bootstrapServers(), prefix, PARTITIONS, (short) 1).ensure();
        Path state = Path.of(System.getProperty("java.io.tmpdir"), "kuajie-streams-" + prefix + "state");
        return new TestPlatform(servers, prefix, servers.freshDatabase(), state);
    }

    /** Reads and writes this platform's topics. Close it. */
    public TestTopics topics() {
        return new TestTopics(servers.bootstrapServers(), servers.registryUrl(), prefix);
    }

    /** What a service must be told, for a Quarkus test or for a process of its own. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new LinkedHashMap<>(TestKeys.configuration());
        configuration.put("kuajie.kafka.bootstrap-servers", servers.bootstrapServers());
        configuration.put("kuajie.registry.url", servers.registryUrl().toString());
        configuration.put("kuajie.topics.prefix", prefix);
        configuration.put("kuajie.key-use-interval", "1s");
        configuration.put("kuajie.streams.state-dir", stateFolder.toString());
        configuration.put("quarkus.datasource.jdbc.url", jdbcUrl);
        configuration.put("quarkus.datasource.username", servers.jdbcUser());
        configuration.put("quarkus.datasource.password", servers.jdbcPassword());
        return configuration;
    }
}
