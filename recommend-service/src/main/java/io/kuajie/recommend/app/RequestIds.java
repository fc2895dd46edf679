package io.kuajie.recommend.app;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes request ids: UUIDs of version 7, which sort by time and can't be guessed (RFC 9562). */
final class RequestIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();

    UUID next(long epochMillis) {
        // All at once, since each call locks.
        byte[] bytes = new byte[2 * Long.BYTES];
        random.nextBytes(bytes);
        ByteBuffer drawn = ByteBuffer.wrap(bytes);
        long high = epochMillis << 16 | VERSION_7 | drawn.getLong() & 0xFFF;
        long low = drawn.getLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }
}
