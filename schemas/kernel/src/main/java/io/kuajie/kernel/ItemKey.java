package io.kuajie.kernel;

/**
 * An item of one partner's catalogue, written {@code partner:id}. The id may hold any character but control characters,
 * colons included; at most 256 characters.
 */
public record ItemKey(PartnerId partner, String id) {
    private static final int LONGEST_ID = 256;

    public ItemKey {
        if (id.isBlank() || id.length() > LONGEST_ID || Text.hasControl(id)) {
            throw new IllegalArgumentException("The item id (%s) must be 1 to %d characters without control characters."
                    .formatted(Text.shown(id), LONGEST_ID));
        }
    }

    /** Reads {@code partner:id}. */
    public static ItemKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "The item key (%s) must be written partner:id.".formatted(Text.shown(text)));
        }
        return new ItemKey(new PartnerId(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return partner + ":" + id;
    }
}
