package io.kuajie.profile.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;

/**
 * What lies on this instance's disk, and when it was last kept up to date. Change logs keep tombstones for a day. State that was away
 * for longer may hold people who were deleted meanwhile, and would never hear of it; so it is deleted and restored.
 */
final class LocalState implements AutoCloseable {
    /** Brokers keep tombstones for 24 hours after they have compacted what was before. */
    static final Duration LONGEST_ABSENCE = Duration.ofHours(23);

    private static final Logger LOG = Logger.getLogger(LocalState.class);
    private static final Duration NOTING = Duration.ofSeconds(5);

    private final Path folder;
    private final Path state;
    private final Path note;
    private final Clock clock;
    private final ScheduledExecutorService noting = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("local-state").unstarted(task));

    /** @param folder of the local state of all applications */
    LocalState(Path folder, String application, Clock clock) {
        this.folder = folder;
        this.state = folder.resolve(application);
        this.note = folder.resolve(application + ".up-to-date-at");
        this.clock = clock;
    }

    /** Deletes what is too old, before the streams start. */
    void prepare(KafkaStreams streams) {
        if (isTooOld()) {
            LOG.warnf(
                    "The local state in %s was not kept up to date for more than %d hours; it is restored, so that nobody who was deleted meanwhile stays in it",
                    state, LONGEST_ABSENCE.toHours());
            streams.cleanUp();
        }
    }

    /** Whether there is state that may have missed a deletion; state whose age is unknown may. */
    boolean isTooOld() {
        return Files.isDirectory(state)
                && upToDateAt()
                        .map(at -> at.plus(LONGEST_ABSENCE).isBefore(clock.instant()))
                        .orElse(true);
    }

    /** Notes from now on that the state is up to date while it is. */
    void follow(BooleanSupplier isUpToDate) {
        noting.scheduleWithFixedDelay(
                () -> {
                    if (isUpToDate.getAsBoolean()) {
                        noteUpToDate();
                    }
                },
                1,
                NOTING.toSeconds(),
                TimeUnit.SECONDS);
    }

    void noteUpToDate() {
        try {
            Files.createDirectories(folder);
            Files.writeString(note, clock.instant().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        noting.shutdownNow();
    }

    private Optional<Instant> upToDateAt() {
        try {
            return Optional.of(Instant.parse(Files.readString(note).strip()));
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
