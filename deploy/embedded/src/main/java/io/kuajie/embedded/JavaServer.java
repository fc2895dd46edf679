package io.kuajie.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a server that is a JVM: started, killed, started again, closed. */
abstract class JavaServer implements Server {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> PORT_LOST = List.of("already in use", "seems to be in use", "already bound");

    private final String name;
    private final Workspace workspace;
    private final Progress progress;
    private @Nullable ChildProcess process;

    JavaServer(String name, Workspace workspace, Progress progress) {
        this.name = name;
        this.workspace = workspace;
        this.progress = progress;
    }

    /** Takes the wanted ports, or free ones. @return whether another attempt could take others */
    abstract boolean pickPorts();

    abstract ChildProcess launch();

    abstract boolean isReady() throws Exception;

    /** First start. Between the choice of a free port and its use another process can take it: then once more. */
    final synchronized void start() {
        try {
            for (int attempt = 1; ; attempt++) {
                boolean hasChoice = pickPorts();
                try {
                    run();
                    return;
                } catch (ServerStartException e) {
                    if (!hasChoice || attempt == ATTEMPTS || !hasLostPort()) {
                        throw e;
                    }
                    progress.report("%s lost its port to another program; trying another".formatted(name));
                    discard();
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public final synchronized void kill() {
        discard();
    }

    @Override
    public final synchronized void restart() {
        discard();
        run();
    }

    @Override
    public final synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public final Path folder() {
        return workspace.folder();
    }

    /** The id of the process. @throws IllegalStateException if the server is not running */
    public final synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("%s is not running; restart it first.".formatted(name));
        }
        return process.pid();
    }

    @Override
    public final synchronized void close() {
        if (process != null) {
            process.stop();
            process = null;
        }
        RunningServers.remove(this);
        workspace.release();
    }

    private void run() {
        long started = System.nanoTime();
        progress.report(name + " is starting");
        ChildProcess child = launch();
        process = child;
        RunningServers.add(this);
        Readiness.await(name, child, PATIENCE, this::isReady);
        progress.report("%s is ready after %d ms"
                .formatted(this, Duration.ofNanos(System.nanoTime() - started).toMillis()));
    }

    private boolean hasLostPort() {
        return process != null && PORT_LOST.stream().anyMatch(process::logContains);
    }

    private void discard() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }
}
