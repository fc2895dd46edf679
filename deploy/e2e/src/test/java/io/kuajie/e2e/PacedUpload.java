package io.kuajie.e2e;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A file as a stream that gives its bytes at a bounded rate, so that there is time to kill somebody in the middle. */
final class PacedUpload extends FilterInputStream {
    private static final int PIECE = 4096;

    private final long start = System.nanoTime();
    private final long bytesPerSecond;
    private final AtomicLong furthest;
    private long sent;

    /** @param furthest is moved to the highest byte that was ever given, over all tries */
    PacedUpload(Path file, long bytesPerSecond, AtomicLong furthest) throws IOException {
        super(openFile(file));
        this.bytesPerSecond = bytesPerSecond;
        this.furthest = furthest;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long due = start + sent * 1_000_000_000L / bytesPerSecond;
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        int read = super.read(into, offset, Math.min(length, PIECE));
        if (read > 0) {
            sent += read;
            furthest.accumulateAndGet(sent, Math::max);
        }
        return read;
    }

    private static InputStream openFile(Path file) throws IOException {
        return Files.newInputStream(file);
    }
}
