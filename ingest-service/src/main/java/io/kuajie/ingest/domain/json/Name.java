package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;

/** A field's name, ready to be looked for: its bytes and their hash. */
public final class Name {
    private static final int FACTOR = 31;

    private final String text;
    private final byte[] bytes;
    private final int hash;

    private Name(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.hash = hash(bytes, 0, bytes.length);
    }

    public static Name of(String text) {
        return new Name(text);
    }

    /** Several at once, in the order they are looked for. */
    public static Name[] all(String... texts) {
        Name[] names = new Name[texts.length];
        for (int i = 0; i < texts.length; i++) {
            names[i] = of(texts[i]);
        }
        return names;
    }

    int hash() {
        return hash;
    }

    boolean matches(byte[] in, int start, int end) {
        return java.util.Arrays.equals(in, start, end, bytes, 0, bytes.length);
    }

    static int hash(byte[] in, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * FACTOR + in[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
