package io.kuajie.embedded;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An Apicurio Registry, listening on the loopback address. */
public final class RegistryServer extends JavaServer {
    private static final String NAME = "The schema registry";
    private static final int OUTSIDE_HEAP_MEGABYTES = 200;
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PROBE_MILLIS = 5_000;

    private final RegistrySettings settings;
    private final Path jar;
    private int port;

    private RegistryServer(RegistrySettings settings, Path jar, Workspace workspace, Progress progress) {
        super(NAME, workspace, progress);
        this.settings = settings;
        this.jar = jar;
    }

    public static RegistryServer start(RegistrySettings settings) {
        return start(settings, Progress.logged());
    }

    /** Starts a registry and waits until it answers. @throws ServerStartException if it doesn't, with the reason */
    public static RegistryServer start(RegistrySettings settings, Progress progress) {
        Memory.require(settings.heapMegabytes() + OUTSIDE_HEAP_MEGABYTES, NAME, "its heap setting");
        Path jar = ServersHome.find().registryJar();
        RegistryServer server = new RegistryServer(settings, jar, Workspace.of(settings.data(), "registry"), progress);
        server.start();
        return server;
    }

    /** The core API, as clients take it. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/apis/registry/v3".formatted(port));
    }

    public int port() {
        return port;
    }

    @Override
    boolean pickPorts() {
        port = Ports.pick(settings.port(), NAME, settings.portSetting());
        return settings.port() == 0;
    }

    @Override
    ChildProcess launch() {
        // It answers once for each schema: starting soon always matters more than running fast.
        List<String> arguments = new ArrayList<>(ChildProcess.options(settings.heapMegabytes(), true));
        arguments.addAll(List.of(
                "-cp",
                Launcher.jar() + java.io.File.pathSeparator + jar.toAbsolutePath(),
                Launcher.MAIN_CLASS,
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return ChildProcess.java(folder(), "registry.log", arguments, environment());
    }

    @Override
    boolean isReady() throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url() + "/system/info").toURL().openConnection();
        connection.setConnectTimeout(PROBE_MILLIS);
        connection.setReadTimeout(PROBE_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }

    private Map<String, String> environment() {
        // Written through at each commit: a content id that a record carries must survive a kill.
        String database = settings.data() == null
                ? "jdbc:h2:mem:registry;DB_CLOSE_DELAY=-1"
                : "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE".formatted(folder().resolve("schemas"));
        return Map.of(
                "QUARKUS_HTTP_HOST", LOOPBACK,
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                // Health and metrics stand on a second port: any, so that two registries don't meet.
                "QUARKUS_MANAGEMENT_HOST", LOOPBACK,
                "QUARKUS_MANAGEMENT_PORT", "0",
                "QUARKUS_BANNER_ENABLED", "false",
                "QUARKUS_LOG_CONSOLE_COLOR", "false",
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "h2",
                "APICURIO_DATASOURCE_URL", database);
    }

    @Override
    public String toString() {
        return NAME + " at " + url();
    }
}
