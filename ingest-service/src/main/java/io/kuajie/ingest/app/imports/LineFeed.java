package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.domain.imports.Line;
import io.kuajie.ingest.domain.imports.LineReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads lines ahead, a bounded number of them, so that whoever takes them can tell a pause of the sender. */
final class LineFeed implements AutoCloseable {
    /** What comes next. */
    sealed interface Next {
        record One(Line line) implements Next {}

        /** All lines so far are done with; a resumed pull begins here. */
        record Mark(@Nullable String cursor) implements Next {}

        record End() implements Next {}

        record Broken(IOException cause) implements Next {}
    }

    /** Where lines come from. */
    @FunctionalInterface
    interface Source {
        /** Hands out everything there is. @throws IOException if it breaks off */
        void readAll(Taker taker) throws IOException, InterruptedException;
    }

    /** Takes what comes, and keeps the reader waiting where it is ahead too far. */
    @FunctionalInterface
    interface Taker {
        void take(Next next) throws InterruptedException;
    }

    private static final int AHEAD = 256;

    private final BlockingQueue<Next> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    LineFeed(Source source) {
        reader = Thread.ofVirtual().name("read-import").start(() -> readAll(source));
    }

    /** The lines of a file. */
    static Source of(LineReader file) {
        return taker -> {
            for (Line line = file.next(); line != null; line = file.next()) {
                taker.take(new Next.One(line));
            }
        };
    }

    /** The next of the file; null if nothing has come for this long. */
    @Nullable
    Next poll(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether nothing is there at this moment. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void readAll(Source source) {
        try {
            try {
                source.readAll(queue::put);
                queue.put(new Next.End());
            } catch (IOException e) {
                queue.put(new Next.Broken(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
