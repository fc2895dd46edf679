package io.kuajie.ingest.domain.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines at line feeds, in constant memory. A carriage return before the line feed and a byte order mark at the
 * start are left out.
 */
public final class LineReader {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int longestLineBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private long number;

    /** @param longestLineBytes bytes kept of a line */
    public LineReader(InputStream in, int longestLineBytes) {
        this.in = in;
        this.longestLineBytes = longestLineBytes;
    }

    /** The next line; null at the end. @throws IOException if the stream breaks off */
    public @Nullable Line next() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(128);
        long length = 0;
        while (true) {
            if (start == end && !fill()) {
                return length == 0 ? null : line(content, false, length);
            }
            int feed = indexOfLineFeed();
            int until = feed < 0 ? end : feed;
            content.write(buffer, start, (int) Math.min(until - start, longestLineBytes - (long) content.size()));
            length += until - start;
            start = feed < 0 ? end : feed + 1;
            if (feed >= 0) {
                return line(content, true, length);
            }
        }
    }

    private Line line(ByteArrayOutputStream content, boolean terminated, long length) {
        number++;
        byte[] bytes = content.toByteArray();
        int from = number == 1 && startsWithMark(bytes) ? 3 : 0;
        int until =
                bytes.length > from && bytes[bytes.length - 1] == '\r' && terminated ? bytes.length - 1 : bytes.length;
        return new Line(
                number, java.util.Arrays.copyOfRange(bytes, from, until), terminated, length > longestLineBytes);
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        start = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    private int indexOfLineFeed() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
