package io.kuajie.recommend.app;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes request ids: UUIDs of version 7, which sort by time and can't be guessed (RFC 9562). */
final class RequestIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();

    UUID next(long epochMillis) {
        long high = epochMillis << 16 | VERSION_7 | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }
}
