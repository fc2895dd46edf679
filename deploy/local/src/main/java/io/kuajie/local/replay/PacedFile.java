package io.kuajie.local.replay;

import io.kuajie.local.client.Pause;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file's bytes as they are, each line no earlier than it is due. */
final class PacedFile extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final Format format;
    private final Speed speed;
    private final long unpaced;
    private final LongConsumer linesRead;
    private final long started = System.nanoTime();
    private byte[] line = new byte[0];
    private int at;
    private long lines;
    private @Nullable Instant first;

    /** @param unpaced how many lines at the beginning need no pace, because they have been taken before */
    PacedFile(Source source, Speed speed, long unpaced, LongConsumer linesRead) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(source.file()), BUFFER);
        this.format = source.format();
        this.speed = speed;
        this.unpaced = unpaced;
        this.linesRead = linesRead;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (speed.isMax()) {
            return count(target, from, in.read(target, from, length));
        }
        if (at == line.length && !nextLine()) {
            return -1;
        }
        int given = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, from, given);
        at += given;
        return given;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int count(byte[] target, int from, int given) {
        long ends = 0;
        for (int i = from; i < from + given; i++) {
            ends += target[i] == '\n' ? 1 : 0;
        }
        lines += ends;
        linesRead.accept(lines);
        return given;
    }

    private boolean nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            bytes.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        line = bytes.toByteArray();
        at = 0;
        if (line.length == 0) {
            return false;
        }
        linesRead.accept(++lines);
        format.time(new String(line, StandardCharsets.UTF_8).stripTrailing()).ifPresent(this::await);
        return true;
    }

    private void await(Instant time) {
        if (lines <= unpaced) {
            return;
        }
        if (first == null) {
            first = time;
        }
        Duration left = speed.due(first, time).minusNanos(System.nanoTime() - started);
        if (left.isPositive()) {
            Pause.of(left);
        }
    }
}
