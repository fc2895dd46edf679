package io.kuajie.ingest.domain.json;

import java.util.List;
import java.util.stream.Stream;

/** Some names, to tell whether a field has one of them. */
public final class NameSet {
    public static final NameSet NONE = of();

    private final List<Name> names;
    private final long low;
    private final long high;
    /** Where so many names have numbers, all of these have. */
    private final int needed;

    private NameSet(List<Name> names) {
        this.names = names;
        this.low = bits(names, 0);
        this.high = bits(names, Long.SIZE);
        this.needed = names.stream()
                .mapToInt(name -> name.number() < 0 ? Integer.MAX_VALUE : name.number() + 1)
                .max()
                .orElse(0);
    }

    public static NameSet of(String... texts) {
        return new NameSet(Stream.of(texts).map(Name::of).toList());
    }

    /** Whether the entry is a field's name, and one of these. */
    boolean contains(Tape tape, int entry) {
        int number = tape.number(entry);
        if (number >= 0) {
            return ((number < Long.SIZE ? low : high) & 1L << number) != 0;
        }
        return needed > tape.numbered() && names.stream().anyMatch(name -> tape.isNamed(entry, name));
    }

    private static long bits(List<Name> names, int from) {
        return names.stream()
                .mapToInt(Name::number)
                .filter(number -> number >= from && number < from + Long.SIZE)
                .mapToLong(number -> 1L << number)
                .reduce(0, (a, b) -> a | b);
    }
}
