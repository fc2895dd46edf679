package io.kuajie.kernel;

/**
 * An industry, such as {@code course}, {@code beauty} or {@code travel}. Domains are configuration, never an enumeration.
 *
 * @throws IllegalArgumentException unless the name is 2 to 32 lower-case letters, digits or hyphens
 */
public record Domain(String value) {
    public Domain {
        if (!Text.isShortName(value)) {
            throw new IllegalArgumentException(
                    "The domain (%s) must be 2 to 32 lower-case letters, digits or hyphens, such as 'beauty'."
                            .formatted(Text.shown(value)));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
