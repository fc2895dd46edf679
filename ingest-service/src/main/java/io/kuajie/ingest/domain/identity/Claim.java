package io.kuajie.ingest.domain.identity;

/**
 * What was said of who a leaf is.
 *
 * @param other another leaf, or of a match the match key
 * @param holds false takes it back
 * @param anonymous whether the leaf was made of an anonymous id
 * @param at milliseconds since the epoch
 */
public record Claim(String leaf, Relation relation, String other, boolean holds, boolean anonymous, long at) {
    public Claim {
        if (leaf.equals(other)) {
            throw new IllegalArgumentException("A leaf can't be tied to itself; name two.");
        }
    }

    /** What a later word replaces. */
    public String key() {
        String slot = leaf + "|" + relation.wireName();
        return relation == Relation.DECLARED ? slot + "|" + other : slot;
    }
}
