package io.kuajie.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One answer as it comes, read at as little cost as can be, because the processors are those of what is measured. */
final class HttpAnswer {
    private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private static final String CLOSE = "\r\nconnection: close\r\n";

    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    private int bodyBytes;

    /** Reads what is there. @return below 0 if the server has closed the connection */
    int readFrom(SocketChannel channel) throws IOException {
        return channel.read(in);
    }

    /** Whether all of it has been read. */
    boolean isComplete() {
        int head = endOfHead();
        if (head < 0) {
            return false;
        }
        bodyBytes = length(head);
        return in.position() >= head + bodyBytes;
    }

    /** Whether it is 200; once it is complete. */
    boolean isOk() {
        for (int i = 0; i < OK.length; i++) {
            if (in.get(i) != OK[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the server announces that it closes the connection; once it is complete. */
    boolean isLast() {
        return toString().toLowerCase(Locale.ROOT).contains(CLOSE);
    }

    /** How long its body is; once it is complete. */
    int bodyBytes() {
        return bodyBytes;
    }

    /** Makes room for the next. */
    void clear() {
        in.clear();
    }

    @Override
    public String toString() {
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }

    private int endOfHead() {
        for (int i = 0; i + 3 < in.position(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int length(int head) {
        for (int i = 0; i + LENGTH.length < head; i++) {
            if (matches(i)) {
                int value = 0;
                for (int at = i + LENGTH.length; in.get(at) != '\r'; at++) {
                    value = in.get(at) == ' ' ? value : value * 10 + in.get(at) - '0';
                }
                return value;
            }
        }
        return 0;
    }

    private boolean matches(int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (Character.toLowerCase(in.get(from + i)) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }
}
