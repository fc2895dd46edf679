package io.kuajie.embedded;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The three servers as containers of the images that {@code deploy/images/build} makes. Where Testcontainers is told to reuse
 * containers ({@code TESTCONTAINERS_REUSE_ENABLE=true}), they go on after this JVM and serve the next one that asks: tests keep to topics
 * and databases of their own.
 */
record ContainerServers(KafkaContainer kafka, GenericContainer<?> registry, GenericContainer<?> postgres)
        implements Servers {
    private static final int REGISTRY_PORT = 8080;
    private static final int POSTGRES_PORT = 5432;
    private static final String NAME = "kuajie";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Testcontainers copies the script into the running container, and its own command executes the file as soon as it exists, which
     * fails with "Text file busy" while it is still being written. Ours waits for the last line and has a shell read it.
     */
    private static final String KAFKA_COMMAND = """
            script=/tmp/testcontainers_start.sh
            until grep -q /etc/kafka/docker/run "$script" 2>/dev/null; do sleep 0.1; done
            exec bash "$script"
            """;

    /** As small as the embedded broker's; the image's own are those of the broker's defaults. */
    private static final Map<String, String> KAFKA_SETTINGS = Map.of(
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4",
            "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4",
            "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1",
            "KAFKA_LOG_INDEX_SIZE_MAX_BYTES", "2097152",
            "KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    static ContainerServers start(Progress progress) {
        progress.report("Containers of Kafka, the registry and PostgreSQL are starting");
        ContainerServers servers = new ContainerServers(kafkaContainer(), registryContainer(), postgresContainer());
        try {
            Startables.deepStart(Stream.of(servers.kafka, servers.registry, servers.postgres))
                    .join();
        } catch (RuntimeException e) {
            servers.close();
            throw new ServerStartException(
                    "The containers did not start: %s. Needed are a Docker engine (deploy/images/engine) and the images (deploy/images/build kafka registry postgres)."
                            .formatted(e.getMessage()),
                    e);
        }
        if (!TestcontainersConfiguration.getInstance().environmentSupportsReuse()) {
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "containers-closer"));
        }
        return servers;
    }

    private static KafkaContainer kafkaContainer() {
        DockerImageName image = DockerImageName.parse("kuajie/kafka:4.2.1").asCompatibleSubstituteFor("apache/kafka");
        return new KafkaContainer(image)
                .withEnv(KAFKA_SETTINGS)
                .withCommand("sh", "-c", KAFKA_COMMAND)
                .withReuse(true)
                .withStartupTimeout(PATIENCE);
    }

    private static GenericContainer<?> registryContainer() {
        return new GenericContainer<>(DockerImageName.parse("kuajie/registry:3.3.3"))
                .withExposedPorts(REGISTRY_PORT)
                .withReuse(true)
                .waitingFor(Wait.forHttp("/apis/registry/v3/system/info").withStartupTimeout(PATIENCE));
    }

    private static GenericContainer<?> postgresContainer() {
        return new GenericContainer<>(DockerImageName.parse("kuajie/postgres:18"))
                .withExposedPorts(POSTGRES_PORT)
                .withReuse(true)
                .withEnv(Map.of("POSTGRES_USER", NAME, "POSTGRES_PASSWORD", NAME, "POSTGRES_DB", NAME))
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                        .withStartupTimeout(PATIENCE));
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return URI.create(
                "http://%s:%d/apis/registry/v3".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT)));
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT), NAME);
    }

    @Override
    public String jdbcUser() {
        return NAME;
    }

    @Override
    public String jdbcPassword() {
        return NAME;
    }

    @Override
    public void close() {
        Stream.of(postgres, registry, kafka).forEach(GenericContainer::stop);
    }
}
