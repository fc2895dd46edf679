package io.kuajie.recommend.app;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes request ids: UUIDs of version 7, which sort by time and can't be guessed (RFC 9562). */
final class RequestIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** Drawn for so many ids at a time, since each drawing costs more than an id. */
    private static final int AT_A_TIME = 64;

    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer drawn =
            ByteBuffer.allocate(AT_A_TIME * 2 * Long.BYTES).limit(0);

    synchronized UUID next(long epochMillis) {
        if (!drawn.hasRemaining()) {
            random.nextBytes(drawn.array());
            drawn.clear();
        }
        long high = epochMillis << 16 | VERSION_7 | drawn.getLong() & 0xFFF;
        long low = drawn.getLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }
}
