package io.kuajie.kernel;

/**
 * One partner's view of somebody: the immutable pair (partner, pseudonym). Written {@code partner:pseudonym}; this text is
 * the key of the behaviour topics, so everything one leaf does lies in one partition.
 *
 * @param pseudonym what {@link Pseudonymizer} makes of the partner's user id; never the id itself
 */
public record LeafKey(PartnerId partner, String pseudonym) implements Comparable<LeafKey> {
    public LeafKey {
        if (pseudonym.isBlank() || pseudonym.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "The pseudonym (%s) must not be blank or hold a colon; make it with Pseudonymizer."
                            .formatted(Text.shown(pseudonym)));
        }
    }

    /** Reads {@code partner:pseudonym}. */
    public static LeafKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "The leaf key (%s) must be written partner:pseudonym.".formatted(Text.shown(text)));
        }
        return new LeafKey(new PartnerId(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(LeafKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return partner + ":" + pseudonym;
    }
}
