package io.kuajie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL's first process, found by the file in which it notes its id. */
record Postmaster(ProcessHandle process) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The living one of a server's folder. */
    static Optional<Postmaster> in(Path folder) {
        Path file = folder.resolve("data/postmaster.pid");
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .map(Postmaster::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Kills it and waits until its workers are gone, too; they end themselves when they notice. */
    void kill() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroyForcibly();
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
