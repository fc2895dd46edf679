package io.kuajie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker that is its own controller (KRaft), listening on the loopback address. */
public final class KafkaServer extends JavaServer {
    /** Names the one installation in a data folder; a broker refuses data of another id. */
    private static final String CLUSTER_ID = "a3VhamllLWVtYmVkZGVkMQ";

    private static final String NAME = "Kafka";
    private static final int OUTSIDE_HEAP_MEGABYTES = 150;

    private final KafkaSettings settings;
    private final Path libraries;
    private int port;
    private int controllerPort;

    private KafkaServer(KafkaSettings settings, Path libraries, Workspace workspace, Progress progress) {
        super(NAME, workspace, progress);
        this.settings = settings;
        this.libraries = libraries;
    }

    public static KafkaServer start(KafkaSettings settings) {
        return start(settings, Progress.logged());
    }

    /** Starts a broker and waits until it answers. @throws ServerStartException if it doesn't, with the reason */
    public static KafkaServer start(KafkaSettings settings, Progress progress) {
        Memory.require(settings.heapMegabytes() + OUTSIDE_HEAP_MEGABYTES, NAME, "its heap setting");
        Path libraries = ServersHome.find().kafkaLibraries();
        KafkaServer server = new KafkaServer(settings, libraries, Workspace.of(settings.data(), "kafka"), progress);
        server.start();
        return server;
    }

    /** As Kafka clients take it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    boolean pickPorts() {
        port = Ports.pick(settings.port(), NAME, settings.portSetting());
        controllerPort = Ports.pick(settings.controllerPort(), NAME, settings.portSetting());
        return settings.port() == 0 || settings.controllerPort() == 0;
    }

    @Override
    ChildProcess launch() {
        Path configuration = write("server.properties", KafkaConfiguration.text(properties()));
        Path logging = write("log4j2.properties", KafkaConfiguration.LOGGING);
        List<String> arguments =
                new ArrayList<>(ChildProcess.options(settings.heapMegabytes(), settings.data() == null));
        arguments.addAll(List.of(
                "-D" + Child.KAFKA_CLUSTER_ID + "=" + CLUSTER_ID,
                "-D" + Child.KAFKA_LOGS + "=" + logs(),
                "-Dlog4j2.configurationFile=" + logging.toUri(),
                "-cp",
                ChildProcess.launcher(folder()) + java.io.File.pathSeparator + libraries.toAbsolutePath() + "/*",
                Child.class.getName(),
                "kafka.Kafka",
                configuration.toString()));
        return ChildProcess.java(folder(), "kafka.log", arguments, Map.of());
    }

    @Override
    boolean isReady() throws Exception {
        if (!Ports.isListening(port)) {
            return false;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = KafkaConfiguration.singleBroker(port, controllerPort, logs());
        properties.putAll(settings.overrides());
        return properties;
    }

    private Path logs() {
        return folder().resolve("data");
    }

    private Path write(String name, String text) {
        Path file = folder().resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new ServerStartException("%s could not be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return NAME + " at " + bootstrapServers();
    }
}
