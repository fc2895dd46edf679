package io.kuajie.profile.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What instances of this service show each other in place of a caller's key: HMAC-SHA256 of the time and of the address asked for,
 * under a key made of the secret that all of them are given. It opens one address for half a minute.
 */
final class PeerSignature {
    /** {@code <milliseconds since the epoch>.<hexadecimal>}. */
    static final String HEADER = "Kuajie-Peer";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "profile-service peers, version 1";
    private static final long MOST_APART_MILLIS = Duration.ofSeconds(30).toMillis();

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param secret shared by the instances */
    PeerSignature(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), PURPOSE), ALGORITHM);
        this.clock = clock;
    }

    /** @param target path and query, as sent */
    String of(String target) {
        return of(target, clock.millis());
    }

    boolean isValid(String target, @Nullable String shown) {
        if (shown == null || !shown.matches("[0-9]{1,15}\\.[0-9a-f]{64}")) {
            return false;
        }
        long at = Long.parseLong(shown.substring(0, shown.indexOf('.')));
        return Math.abs(clock.millis() - at) <= MOST_APART_MILLIS
                && MessageDigest.isEqual(bytes(of(target, at)), bytes(shown));
    }

    private String of(String target, long millis) {
        return millis + "." + HexFormat.of().formatHex(hmac(key, millis + " " + target));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HMAC-SHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
