package io.kuajie.ingest.domain.json;

import java.util.List;
import java.util.stream.Stream;

/** Several names of fields, in the order they are looked for. Mostly an object has none of them, which is told at one look. */
public final class Names {
    private static final int WORDS = (Name.MOST_NUMBERED + 1) / Integer.SIZE;

    private final Name[] names;
    /** A bit for each name, by its number. */
    private final int[] bits = new int[WORDS];
    /** Where so many names have numbers, all of these have. */
    private int needed;

    private Names(List<Name> names) {
        this.names = names.toArray(Name[]::new);
        for (Name name : names) {
            int number = name.number();
            needed = Math.max(needed, number < 0 ? Integer.MAX_VALUE : number + 1);
            if (number >= 0) {
                bits[number / Integer.SIZE] |= 1 << number;
            }
        }
    }

    public static Names of(String... texts) {
        return new Names(Stream.of(texts).map(Name::of).toList());
    }

    /** The one that is looked for first. */
    public Name first() {
        return names[0];
    }

    int count() {
        return names.length;
    }

    Name get(int place) {
        return names[place];
    }

    /** Whether a field of this object may have one of the names. */
    boolean mayBeIn(Tape tape, int object) {
        return needed > tape.numbered() || tape.hasNameAmong(object, bits);
    }
}
