package io.kuajie.edge.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How records name a person: whoever has the pseudonym finds them, and nobody finds the pseudonym in them. A pseudonym has too much chance
 * in it to be guessed; what a caller may have put in its place might not.
 */
public final class Subject {
    private static final int BYTES = 16;

    private Subject() {}

    /** The first {@value #BYTES} bytes of the SHA-256 of a person's key, hexadecimal. */
    public static String of(String person) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(person.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }
}
