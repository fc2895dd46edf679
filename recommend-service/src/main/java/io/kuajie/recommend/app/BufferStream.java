package io.kuajie.recommend.app;

import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;

/** Writes into a buffer of the HTTP server's, which saves the copies that arrays of bytes would need. */
final class BufferStream extends OutputStream {
    private final Buffer buffer;

    BufferStream(Buffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void write(int octet) {
        buffer.appendByte((byte) octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) {
        buffer.appendBytes(octets, from, length);
    }
}
