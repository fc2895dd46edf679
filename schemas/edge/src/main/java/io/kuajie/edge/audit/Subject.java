package io.kuajie.edge.audit;

import io.kuajie.kernel.Sha256;
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
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(person), BYTES));
    }
}
