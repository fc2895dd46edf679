package io.kuajie.ingest.domain.identity;

import io.kuajie.kernel.LeafKey;

/**
 * Two leaves that are one person: the lesser names the person and the greater is its alias, so that both partners' saying so is
 * one statement.
 *
 * @param anonymous whether the alias is a device's, made of an anonymous id
 */
public record DeclaredLink(LeafKey alias, LeafKey person, boolean anonymous) {
    public DeclaredLink {
        if (!anonymous && alias.compareTo(person) <= 0) {
            throw new IllegalArgumentException(
                    "The alias (%s) must be greater than the person (%s); make links with between()."
                            .formatted(alias, person));
        }
    }

    /** The link of two leaves, in either order. @throws IllegalArgumentException if they are the same */
    public static DeclaredLink between(LeafKey one, LeafKey other) {
        return one.compareTo(other) > 0 ? new DeclaredLink(one, other, false) : new DeclaredLink(other, one, false);
    }

    /** A device and the user it belongs to, which names the person whichever is lesser. */
    public static DeclaredLink ofDevice(LeafKey device, LeafKey user) {
        return new DeclaredLink(device, user, true);
    }

    /** What this says, or takes back. @param at milliseconds since the epoch */
    public Claim claim(boolean holds, long at) {
        Relation relation = anonymous ? Relation.ALIAS : Relation.DECLARED;
        return new Claim(alias.toString(), relation, person.toString(), holds, anonymous, at);
    }
}
