package io.kuajie.ingest.domain.identity;

import io.kuajie.kernel.LeafKey;

/**
 * Two leaves that are one person: the lesser names the person and the greater is its alias, so that both partners' saying so is
 * one statement.
 */
public record DeclaredLink(LeafKey alias, LeafKey person) {
    public DeclaredLink {
        if (alias.compareTo(person) <= 0) {
            throw new IllegalArgumentException(
                    "The alias (%s) must be greater than the person (%s); make links with between()."
                            .formatted(alias, person));
        }
    }

    /** The link of two leaves, in either order. @throws IllegalArgumentException if they are the same */
    public static DeclaredLink between(LeafKey one, LeafKey other) {
        return one.compareTo(other) > 0 ? new DeclaredLink(one, other) : new DeclaredLink(other, one);
    }
}
