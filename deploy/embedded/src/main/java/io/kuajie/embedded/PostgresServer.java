package io.kuajie.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server on the loopback address, durable like a real one: fsync and synchronous commit are on. */
public final class PostgresServer implements Server {
    private static final String NAME = "PostgreSQL";
    private static final int NEEDED_MEGABYTES = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    private final PostgresSettings settings;
    private final Workspace workspace;
    private final Progress progress;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    private PostgresServer(PostgresSettings settings, Workspace workspace, Progress progress, int port) {
        this.settings = settings;
        this.workspace = workspace;
        this.progress = progress;
        this.port = port;
    }

    public static PostgresServer start(PostgresSettings settings) {
        return start(settings, Progress.logged());
    }

    /** Starts a server and waits until it answers. @throws ServerStartException if it doesn't, with the reason */
    public static PostgresServer start(PostgresSettings settings, Progress progress) {
        Memory.require(NEEDED_MEGABYTES, NAME, "nothing: it is small already");
        int port = Ports.pick(settings.port(), NAME, settings.portSetting());
        Workspace workspace = Workspace.of(settings.data(), "postgres");
        PostgresServer server = new PostgresServer(settings, workspace, progress, port);
        try {
            server.run();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Address of the database of the settings. */
    public String jdbcUrl() {
        return jdbcUrl(settings.database());
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String user() {
        return settings.user();
    }

    public String password() {
        return settings.password();
    }

    public int port() {
        return port;
    }

    /** Makes a database that belongs to the user, unless it is there. @return its address */
    public String createDatabase(String name) {
        superuser().createDatabase(name, settings.user());
        return jdbcUrl(name);
    }

    @Override
    public synchronized void kill() {
        Postmaster.in(folder()).ifPresent(Postmaster::kill);
        // The library's lock belongs to an instance that can no longer be closed in good order.
        delete(dataFolder().resolve("epg-lock"));
        running = null;
    }

    @Override
    public synchronized void restart() {
        kill();
        run();
    }

    @Override
    public boolean isRunning() {
        return Postmaster.in(folder()).isPresent();
    }

    @Override
    public Path folder() {
        return workspace.folder();
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                progress.report("PostgreSQL did not end in good order: " + e.getMessage());
            }
            running = null;
        }
        Postmaster.in(folder()).ifPresent(Postmaster::kill);
        RunningServers.remove(this);
        workspace.release();
    }

    private void run() {
        long started = System.nanoTime();
        progress.report(NAME + " is starting");
        Path log = folder().resolve("postgres.log");
        Path secret = writeSecret();
        try {
            running = builder(log, secret).start();
        } catch (IOException | RuntimeException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ServerStartException(
                    "%s did not start: %s Its log is %s. If the password is wrong, the data folder was made with another: give that one, or remove the folder."
                            .formatted(NAME, reason.getMessage(), log),
                    e);
        } finally {
            delete(secret);
        }
        RunningServers.add(this);
        superuser().requireDurable();
        superuser().createUser(settings.user(), settings.password());
        createDatabase(settings.database());
        progress.report("%s is ready after %d ms"
                .formatted(this, Duration.ofNanos(System.nanoTime() - started).toMillis()));
    }

    private EmbeddedPostgres.Builder builder(Path log, Path secret) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(dataFolder())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("shared_buffers", "32MB")
                // Options of initdb: passwords rather than trust, for every user of the machine can reach the port.
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", secret.toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", settings.password())
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private PostgresAdministration superuser() {
        return new PostgresAdministration(jdbcUrl(SUPERUSER), SUPERUSER, settings.password());
    }

    private Path dataFolder() {
        return folder().resolve("data");
    }

    private Path writeSecret() {
        try {
            Path file = Files.createTempFile(
                    folder(),
                    "secret",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, settings.password() + "\n");
        } catch (IOException e) {
            throw new ServerStartException("%s can't be written: %s".formatted(folder(), e.getMessage()), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ServerStartException("%s can't be deleted: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return NAME + " at 127.0.0.1:" + port;
    }
}
