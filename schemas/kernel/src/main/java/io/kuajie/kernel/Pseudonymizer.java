package io.kuajie.kernel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a partner's user id into a pseudonym: HMAC-SHA-256 under the platform's secret over (partner, kind, id), cut to 128
 * bits, as 22 characters of URL-safe Base64. The same id at two partners gives unrelated pseudonyms, a user id and an
 * anonymous id never collide, and nobody without the secret can test a guess.
 *
 * <p>Thread-safe; about a microsecond a call.
 */
public final class Pseudonymizer {
    /** Which of a partner's id spaces an id comes from. */
    public enum Kind {
        USER('u'),
        ANONYMOUS('a'),
        ORDER('o'),
        MAIL('m'),
        PHONE('p');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET_BYTES = 32;
    private static final int PSEUDONYM_BYTES = 16;

    private final Mac prototype;

    /** @param secret at least 32 random bytes, shared by the services that meet clear user ids */
    public Pseudonymizer(byte[] secret) {
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "The pseudonym secret has %d bytes and must have at least %d; make one with 'openssl rand -base64 32'."
                            .formatted(secret.length, SHORTEST_SECRET_BYTES));
        }
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM, e);
        }
    }

    /** @param secret as the constructor's, in Base64 */
    public static Pseudonymizer ofBase64(String secret) {
        try {
            return new Pseudonymizer(Base64.getDecoder().decode(secret.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The pseudonym secret must be at least 32 bytes in Base64; make one with 'openssl rand -base64 32'.",
                    e);
        }
    }

    /** The leaf of this partner's user. */
    public LeafKey leaf(PartnerId partner, Kind kind, String id) {
        return new LeafKey(partner, pseudonym(partner, kind, id));
    }

    /** As the leaf's, for ids that are nobody's, such as order numbers. */
    public String pseudonym(PartnerId partner, Kind kind, String id) {
        Mac mac = copy();
        mac.update(partner.value().getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update((byte) kind.mark);
        mac.update((byte) 0);
        byte[] digest = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
        byte[] cut = new byte[PSEUDONYM_BYTES];
        System.arraycopy(digest, 0, cut, 0, PSEUDONYM_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cut);
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This JDK's " + ALGORITHM + " can't be cloned", e);
        }
    }
}
