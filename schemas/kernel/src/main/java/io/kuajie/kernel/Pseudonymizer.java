package io.kuajie.kernel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a partner's user id into a pseudonym: HMAC-SHA-256 under the platform's secret over (partner, kind, id), cut to 128
 * bits, as 22 characters of URL-safe Base64. The same id at two partners gives unrelated pseudonyms, a user id and an
 * anonymous id never collide, and nobody without the secret can test a guess.
 *
 * <p>Thread-safe; about a quarter of a microsecond a call.
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
    private static final int PSEUDONYM_CHARACTERS = 22;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    /** Far more than there are partners. */
    private static final int MOST_BEGUN = 10_000;

    private final Mac prototype;
    /** By partner and the kind's ordinal, the code begun with both, so that a call need only add the id. */
    private final Map<PartnerId, Mac[]> begunByPartner = new ConcurrentHashMap<>();

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
        Mac[] known = begunByPartner.get(partner);
        Mac mac = copy((known == null ? begun(partner) : known)[kind.ordinal()]);
        return text(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac[] begun(PartnerId partner) {
        Mac[] begun = new Mac[Kind.values().length];
        for (Kind kind : Kind.values()) {
            Mac mac = copy(prototype);
            mac.update(partner.value().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update((byte) kind.mark);
            mac.update((byte) 0);
            begun[kind.ordinal()] = mac;
        }
        if (begunByPartner.size() < MOST_BEGUN) {
            begunByPartner.put(partner, begun);
        }
        return begun;
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This JDK's " + ALGORITHM + " can't be cloned", e);
        }
    }

    /** URL-safe Base64 (RFC 4648, section 5) without padding; the JDK's encoder takes ten times as long for so few bytes. */
    private static String text(byte[] digest) {
        byte[] text = new byte[PSEUDONYM_CHARACTERS];
        int at = 0;
        for (int i = 0; i < PSEUDONYM_BYTES - 1; i += 3) {
            int three = (digest[i] & 0xff) << 16 | (digest[i + 1] & 0xff) << 8 | digest[i + 2] & 0xff;
            text[at++] = DIGITS[three >>> 18];
            text[at++] = DIGITS[three >>> 12 & 63];
            text[at++] = DIGITS[three >>> 6 & 63];
            text[at++] = DIGITS[three & 63];
        }
        int last = digest[PSEUDONYM_BYTES - 1] & 0xff;
        text[at++] = DIGITS[last >>> 2];
        text[at] = DIGITS[last << 4 & 63];
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
