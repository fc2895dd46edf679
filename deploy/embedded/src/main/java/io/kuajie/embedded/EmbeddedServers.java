package io.kuajie.embedded;

import java.net.URI;

/** The three servers as child processes, started at the same time. */
public record EmbeddedServers(KafkaCluster cluster, RegistryServer registry, PostgresServer postgres)
        implements Servers {
    /** Servers with temporary data. */
    static EmbeddedServers start(Progress progress) {
        return start(
                KafkaSettings.temporary(), 1, RegistrySettings.temporary(), PostgresSettings.temporary(), progress);
    }

    /**
     * Starts all three and waits for them.
     *
     * @param brokers how many brokers, each with these settings; see {@link KafkaCluster#start}
     * @throws ServerStartException if one doesn't start; none is left running then
     */
    public static EmbeddedServers start(
            KafkaSettings kafkaSettings,
            int brokers,
            RegistrySettings registrySettings,
            PostgresSettings postgresSettings,
            Progress progress) {
        Starts starts = new Starts();
        var cluster = starts.begin(() -> KafkaCluster.start(kafkaSettings, brokers, progress), KafkaCluster::close);
        var registry = starts.begin(() -> RegistryServer.start(registrySettings, progress), RegistryServer::close);
        var postgres = starts.begin(() -> PostgresServer.start(postgresSettings, progress), PostgresServer::close);
        return starts.all(() -> new EmbeddedServers(cluster.join(), registry.join(), postgres.join()));
    }

    /** The broker, or the first of several. */
    public KafkaServer kafka() {
        return cluster.brokers().getFirst();
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return registry.url();
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String jdbcUser() {
        return postgres.user();
    }

    @Override
    public String jdbcPassword() {
        return postgres.password();
    }

    @Override
    public void close() {
        postgres.close();
        registry.close();
        cluster.close();
    }
}
