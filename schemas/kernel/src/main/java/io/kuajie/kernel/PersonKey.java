package io.kuajie.kernel;

/**
 * A person: one leaf, or several that were said to be the same human being. Named after one of its leaves, so a leaf that
 * nobody linked is a person of the same name, and the two kinds of key share their partitioning.
 */
public record PersonKey(String value) {
    public PersonKey {
        LeafKey.parse(value);
    }

    /** The person that consists of this leaf, or that was named after it. */
    public static PersonKey of(LeafKey leaf) {
        return new PersonKey(leaf.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
