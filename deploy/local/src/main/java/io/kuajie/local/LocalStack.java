package io.kuajie.local;

import io.kuajie.embedded.EmbeddedServers;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.PostgresSettings;
import io.kuajie.embedded.Progress;
import io.kuajie.embedded.RegistrySettings;
import io.kuajie.local.client.Pause;
import io.kuajie.topics.TopicSetup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole platform on this machine: Kafka, registry and PostgreSQL, the topics, and the four services, each a process.
 * {@link #close()} ends all of it in order; a later start on the same folder continues from what was kept.
 */
public final class LocalStack implements AutoCloseable {
    /**
     * What a stack is started with.
     *
     * @param root the project's folder, whose modules have been built
     * @param dataFolder where everything is kept
     * @param brokers of Kafka: one, or three that keep everything three times, of which one may be killed
     * @param partitions of the topics that are keyed by leaf or person; fixed by the folder's first start
     * @param assumeConsent personalise without consents of people and agreements of partners on file, for replays
     * @param properties given to every service
     * @param serviceProperties given to one service, such as {@code kuajie.clock.offset}
     */
    public record Settings(
            Path root,
            Path dataFolder,
            Ports ports,
            int brokers,
            int partitions,
            boolean assumeConsent,
            List<Partner> partners,
            Map<String, String> properties,
            Map<Service, Map<String, String>> serviceProperties) {
        public static final int USUAL_PARTITIONS = 6;

        /** The two sample partners on the documented ports. */
        public static Settings usual(Path root, Path dataFolder) {
            return new Settings(
                    root,
                    dataFolder,
                    Ports.usual(),
                    1,
                    USUAL_PARTITIONS,
                    false,
                    List.of(Partner.ACADEMY, Partner.BLOSSOM),
                    Map.of(),
                    Map.of());
        }

        /** As {@link #usual}, on free ports; for tests, which bring a temporary folder. */
        public static Settings isolated(Path root, Path dataFolder) {
            return usual(root, dataFolder).withPorts(Ports.free());
        }

        public Settings withPorts(Ports ports) {
            return new Settings(
                    root,
                    dataFolder,
                    ports,
                    brokers,
                    partitions,
                    assumeConsent,
                    partners,
                    properties,
                    serviceProperties);
        }

        public Settings withBrokers(int brokers) {
            return new Settings(
                    root,
                    dataFolder,
                    ports,
                    brokers,
                    partitions,
                    assumeConsent,
                    partners,
                    properties,
                    serviceProperties);
        }

        public Settings withPartitions(int partitions) {
            return new Settings(
                    root,
                    dataFolder,
                    ports,
                    brokers,
                    partitions,
                    assumeConsent,
                    partners,
                    properties,
                    serviceProperties);
        }

        public Settings withAssumeConsent(boolean assumeConsent) {
            return new Settings(
                    root,
                    dataFolder,
                    ports,
                    brokers,
                    partitions,
                    assumeConsent,
                    partners,
                    properties,
                    serviceProperties);
        }

        public Settings withPartners(List<Partner> partners) {
            return new Settings(
                    root,
                    dataFolder,
                    ports,
                    brokers,
                    partitions,
                    assumeConsent,
                    partners,
                    properties,
                    serviceProperties);
        }

        /** Adds a setting for all services. */
        public Settings with(String name, String value) {
            Map<String, String> more = new java.util.TreeMap<>(properties);
            more.put(name, value);
            return new Settings(
                    root, dataFolder, ports, brokers, partitions, assumeConsent, partners, more, serviceProperties);
        }

        /** Adds a setting for one service. */
        public Settings with(Service service, String name, String value) {
            Map<Service, Map<String, String>> more = new EnumMap<>(Service.class);
            more.putAll(serviceProperties);
            more.merge(service, Map.of(name, value), (known, added) -> {
                Map<String, String> both = new java.util.TreeMap<>(known);
                both.putAll(added);
                return both;
            });
            return new Settings(
                    root, dataFolder, ports, brokers, partitions, assumeConsent, partners, properties, more);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
    private static final String NO_PREFIX = "";
    private static final Duration LAG_POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final DataFolder data;
    private final Keys keys;
    private final EmbeddedServers servers;
    private final Fleet fleet;

    private LocalStack(Settings settings, DataFolder data, Keys keys, EmbeddedServers servers) {
        this.settings = settings;
        this.data = data;
        this.servers = servers;
        this.fleet = new Fleet(settings, data);
        this.keys = keys;
    }

    /**
     * Starts everything and returns when every service is ready.
     *
     * @throws IllegalArgumentException if the folder can't be used
     * @throws IllegalStateException if a module isn't built, a port is taken, or a service fails
     */
    public static LocalStack start(Settings settings, Progress progress) {
        for (Service service : Service.values()) {
            ServiceCommand.requireBuilt(settings.root(), service);
        }
        DataFolder data = DataFolder.open(settings.dataFolder());
        LocalStack stack;
        try {
            Keys keys = Keys.in(data.file("keys.properties"));
            stack = new LocalStack(settings, data, keys, startServers(settings, data, keys, progress));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
        try {
            stack.startServices(progress);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public ServiceProcess ingest() {
        return process(Service.INGEST);
    }

    public ServiceProcess profile() {
        return process(Service.PROFILE);
    }

    public ServiceProcess recommend() {
        return process(Service.RECOMMEND);
    }

    public ServiceProcess campaign() {
        return process(Service.CAMPAIGN);
    }

    public ServiceProcess process(Service service) {
        return fleet.process(service);
    }

    /**
     * One more instance of a service, not started yet; who asks for it ends it.
     *
     * @param name of its log and folder, which no other has
     * @param base where it is to listen
     * @param properties that are its own
     */
    public ServiceProcess another(Service service, String name, URI base, Map<String, String> properties) {
        return fleet.describe(service, name, base, properties);
    }

    /** All services, in the order data flows. */
    public Collection<ServiceProcess> processes() {
        return fleet.processes();
    }

    public EmbeddedServers servers() {
        return servers;
    }

    public Keys keys() {
        return keys;
    }

    public List<Partner> partners() {
        return settings.partners();
    }

    public Path dataFolder() {
        return data.path();
    }

    /** Completes with the first service that ends without having been told to. */
    public CompletableFuture<ServiceProcess> firstDeath() {
        return fleet.firstDeath();
    }

    /**
     * Waits until everything that was accepted so far has been cleaned and counted into profiles.
     *
     * @return whether it has; false where patience ended first
     */
    public boolean awaitProcessed(Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (Lag.of(servers.bootstrapServers(), NO_PREFIX) > 0) {
            if (Instant.now().isAfter(giveUp)) {
                return false;
            }
            Pause.of(LAG_POLL);
        }
        return true;
    }

    /** Keeps what makes the next starts faster, one process after the other; takes a while, meant for the background. */
    public void keepStarts() {
        servers.kafka().keepStart();
        processes().forEach(ServiceProcess::keepStart);
    }

    /** Stops the services side by side, then the servers; an interrupt doesn't cut it short. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeAll();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeAll() {
        // Services end before the servers that they talk to; the folder is free when nothing writes to it any more.
        try (data;
                servers;
                fleet) {
            LOG.debug("Stopping the stack on {}", data.path());
        }
    }

    private static EmbeddedServers startServers(Settings settings, DataFolder data, Keys keys, Progress progress) {
        Ports ports = settings.ports();
        return EmbeddedServers.start(
                KafkaSettings.keptIn(data.folder("kafka"), ports.kafka()).withPortSetting("--kafka-port"),
                settings.brokers(),
                RegistrySettings.keptIn(data.folder("registry"), ports.registry())
                        .withPortSetting("--registry-port"),
                PostgresSettings.keptIn(data.folder("postgres"), ports.postgres())
                        .withPassword(keys.databasePassword())
                        .withPortSetting("--postgres-port"),
                progress);
    }

    private void startServices(Progress progress) {
        progress.report("creating topics");
        new TopicSetup(servers.bootstrapServers(), NO_PREFIX, settings.partitions(), (short) settings.brokers())
                .ensure();
        PlatformFile.write(data, servers, settings.partners(), keys);
        fleet.start(progress);
    }
}
