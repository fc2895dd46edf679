package io.kuajie.recommend.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;

/** The first that a process says on a stream, on one line; the rest is read and forgotten, so that it never waits for a reader. */
final class FirstWords {
    private static final int MOST_BYTES = 2_000;

    private final CompletableFuture<String> said = new CompletableFuture<>();

    FirstWords(InputStream stream) {
        Thread.ofVirtual().name("first-words").start(() -> read(stream));
    }

    /** Waits for the stream's end. */
    String text() {
        return said.join();
    }

    private void read(InputStream stream) {
        String first = "";
        try (stream) {
            first = new String(stream.readNBytes(MOST_BYTES), Charset.defaultCharset())
                    .strip()
                    .replace("\n", " | ");
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The process was ended while it spoke.
        } finally {
            said.complete(first);
        }
    }
}
