package io.kuajie.kernel;

/**
 * A partner's short name, as it stands in keys, topics and configuration: lower-case letters, digits and hyphens, two to
 * thirty-two of them.
 *
 * @throws IllegalArgumentException if the name has another form
 */
public record PartnerId(String value) implements Comparable<PartnerId> {
    public PartnerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "The partner id (%s) must be 2 to 32 lower-case letters, digits or hyphens, such as 'beauty-shop'."
                            .formatted(Text.shown(value)));
        }
    }

    /** Whether a partner could have this name. */
    public static boolean isValid(String name) {
        return Text.isShortName(name);
    }

    @Override
    public int compareTo(PartnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
