package io.kuajie.testkit;

import java.util.UUID;

/** Names that nothing else has. */
public final class TestNames {
    private static final int HEX = 16;

    private TestNames() {}

    /**
     * Thirty-two letters, for what is numbered by a test: a UUID may end in twelve digits, which with a hyphen and a number after them can
     * be a bank card's, and the door then keeps such an id only as a digest.
     */
    public static String fresh() {
        StringBuilder name = new StringBuilder();
        for (char digit : UUID.randomUUID().toString().replace("-", "").toCharArray()) {
            name.append((char) ('a' + Character.digit(digit, HEX)));
        }
        return name.toString();
    }
}
