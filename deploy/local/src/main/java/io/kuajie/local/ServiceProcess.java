package io.kuajie.local;

import io.kuajie.local.client.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One service as a process of its own, on one port for as long as the stack lives: killed, stopped and started at will. A death
 * that nobody asked for is told to whoever watches.
 */
public final class ServiceProcess {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration READY_PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LAST_LINES = 25;

    private final Service service;
    private final String name;
    private final DataFolder data;
    private final ServiceCommand command;
    private final URI base;
    private final Path log;
    private final HttpClient http;
    private final Consumer<ServiceProcess> onDeath;
    private volatile @Nullable Process process;
    private volatile Instant started = Instant.EPOCH;

    ServiceProcess(
            Service service,
            String name,
            DataFolder data,
            ServiceCommand command,
            URI base,
            HttpClient http,
            Consumer<ServiceProcess> onDeath) {
        this.service = service;
        this.name = name;
        this.data = data;
        this.command = command;
        this.base = base;
        this.log = data.folder("logs").resolve(name + ".log");
        this.http = http;
        this.onDeath = onDeath;
    }

    public Service service() {
        return service;
    }

    /** Where it listens. */
    public URI base() {
        return base;
    }

    public Path log() {
        return log;
    }

    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** The id of the process; empty while it isn't running. */
    public Optional<Long> pid() {
        Process running = process;
        return running != null && running.isAlive() ? Optional.of(running.pid()) : Optional.empty();
    }

    /** Starts the process and returns at once; {@link #awaitReady()} waits. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("The %s service is running already.".formatted(service.label()));
        }
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .directory(data.path().toFile());
        // Native memory of RocksDB: one arena a core is what glibc would keep otherwise.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        try {
            Process begun = builder.start();
            started = Instant.now();
            process = begun;
            begun.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException("The %s service can't be started.".formatted(service.label()), e);
        }
    }

    /** Waits until it says that it is ready. @throws IllegalStateException if it ends, or stays unready for minutes */
    public void awaitReady() {
        awaitReady(READY_PATIENCE.plusSeconds(1));
    }

    /**
     * Waits for some time.
     *
     * @return whether it is ready
     * @throws IllegalStateException if it ends, or has been unready for minutes since it was started
     */
    boolean awaitReady(Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (!isReady()) {
            if (!isRunning()) {
                throw new IllegalStateException("The %s service ended before it was ready. Its log (%s) ends with%n%s"
                        .formatted(service.label(), log, lastLines()));
            }
            if (Instant.now().isAfter(started.plus(READY_PATIENCE))) {
                throw new IllegalStateException("The %s service isn't ready after %d s. Its log (%s) ends with%n%s"
                        .formatted(service.label(), READY_PATIENCE.toSeconds(), log, lastLines()));
            }
            if (Instant.now().isAfter(until)) {
                return false;
            }
            Pause.of(POLL);
        }
        return true;
    }

    public boolean isReady() {
        if (!isRunning()) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + service.label(), e);
        }
    }

    /** Keeps what makes the next start of this service faster; see {@link io.kuajie.embedded.StartCache}. */
    void keepStart() {
        pid().ifPresent(command.startCache()::keep);
    }

    /** Asks it to end, waits, and ends it by force if it doesn't. */
    public synchronized void stop() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroy();
            end(running, STOP_PATIENCE);
        }
    }

    /** Ends it at once, without a chance to finish anything (SIGKILL). */
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
            end(running, STOP_PATIENCE);
        }
    }

    /** Deletes what it kept on its own disk, which its topics can give back. @throws IllegalStateException while it runs */
    public synchronized void wipeState() {
        if (isRunning()) {
            throw new IllegalStateException(
                    "Stop the %s service before its state is wiped.".formatted(service.label()));
        }
        DataFolder.clear(stateFolder(data, name));
    }

    static Path stateFolder(DataFolder data, String name) {
        return data.folder("state").resolve(name);
    }

    /** The end of its log. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private void ended(Process ended) {
        // stop() and kill() forget the process first, so an end that is still remembered came by itself.
        if (process == ended) {
            onDeath.accept(this);
        }
    }

    private void end(Process running, Duration patience) {
        try {
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
