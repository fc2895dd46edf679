package io.kuajie.local.replay;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** How far the times of each import were moved: fixed at its first try, so that a later try moves them as far. */
record Shifts(Path file) {
    /** Seconds to add. @param last time of the file's latest event; without one nothing is moved */
    long of(String name, Optional<Instant> last) {
        Properties known = read();
        String noted = known.getProperty(name);
        if (noted != null) {
            return Long.parseLong(noted);
        }
        long seconds = last.map(time -> Duration.between(time, Instant.now()).toSeconds())
                .orElse(0L);
        known.setProperty(name, Long.toString(seconds));
        write(known);
        return seconds;
    }

    private Properties read() {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("%s can't be read.".formatted(file), e);
            }
        }
        return known;
    }

    private void write(Properties known) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            known.store(writer, "Seconds by which each import's times were moved");
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be written.".formatted(file), e);
        }
    }
}
