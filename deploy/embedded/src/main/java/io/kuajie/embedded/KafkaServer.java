package io.kuajie.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable StartCache startCache;

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
        List<String> options = ChildProcess.options(settings.heapMegabytes(), settings.quick());
        List<Path> classPath = classPath();
        StartCache cache = StartCache.of("kafka", options, classPath);
        startCache = cache;
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(cache.options());
        arguments.addAll(List.of(
                "-D" + Child.KAFKA_CLUSTER_ID + "=" + CLUSTER_ID,
                "-D" + Child.KAFKA_LOGS + "=" + logs(),
                "-Dlog4j2.configurationFile=" + logging.toUri(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                Launcher.MAIN_CLASS,
                "kafka.Kafka",
                configuration.toString()));
        return ChildProcess.java(folder(), "kafka.log", arguments, Map.of());
    }

    /** Keeps what makes the next start of a broker faster; see {@link StartCache}. */
    public void keepStart() {
        StartCache cache = startCache;
        if (cache != null && isRunning()) {
            cache.keep(pid());
        }
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

    /** In one order on every machine, for the cache goes by it. */
    private List<Path> classPath() {
        try (var jars = Files.newDirectoryStream(libraries.toAbsolutePath(), "*.jar")) {
            List<Path> all = new ArrayList<>();
            jars.forEach(all::add);
            all.sort(null);
            all.addFirst(Launcher.jar());
            return all;
        } catch (IOException e) {
            throw new ServerStartException("%s can't be read: %s".formatted(libraries, e.getMessage()), e);
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
