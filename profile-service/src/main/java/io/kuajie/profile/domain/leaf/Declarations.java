package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What somebody has declared of themselves: of each trait the latest word, by when it was said; of two that were said at once the
 * greater text. So neither the order of events nor that of leaves matters. Immutable.
 *
 * @param latest the word that holds, by trait
 */
public record Declarations(Map<Trait, Word> latest) {
    public static final Declarations NONE = new Declarations(Map.of());

    private static final Trait[] TRAITS = Trait.values();

    /** A value, and when it was said in milliseconds since the epoch. */
    public record Word(String value, long saidAtMillis) {
        private Word orLater(Word other) {
            boolean isLater = other.saidAtMillis > saidAtMillis
                    || other.saidAtMillis == saidAtMillis && other.value.compareTo(value) > 0;
            return isLater ? other : this;
        }
    }

    public Declarations {
        latest = latest.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(latest));
    }

    public boolean isEmpty() {
        return latest.isEmpty();
    }

    /** With what was said in one event. */
    Declarations with(Map<Trait, String> said, long saidAtMillis) {
        if (said.isEmpty()) {
            return this;
        }
        Map<Trait, Word> words = new EnumMap<>(Trait.class);
        said.forEach((trait, value) -> words.put(trait, new Word(value, saidAtMillis)));
        return and(new Declarations(words));
    }

    /** With those of another leaf. */
    public Declarations and(Declarations others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        Map<Trait, Word> joined = new EnumMap<>(latest);
        others.latest.forEach((trait, word) -> joined.merge(trait, word, Word::orLater));
        return new Declarations(joined);
    }

    /** What may be told of it: of who is under age nothing but that, whatever was said at another time or on another side. */
    public Declarations told() {
        Word age = latest.get(Trait.AGE);
        return age != null && age.value.equals(Trait.MINOR) ? new Declarations(Map.of(Trait.AGE, age)) : this;
    }

    /** @param lastAtMillis not before any of the words */
    void writeTo(BinaryWriter out, long lastAtMillis) {
        out.count(latest.size());
        latest.forEach((trait, word) ->
                out.byteValue(trait.ordinal()).text(word.value).count(lastAtMillis - word.saidAtMillis));
    }

    static Declarations readFrom(BinaryReader in, long lastAtMillis) {
        Map<Trait, Word> latest = new EnumMap<>(Trait.class);
        for (int left = in.size(); left > 0; left--) {
            int trait = in.byteValue();
            if (trait >= TRAITS.length) {
                throw new IllegalArgumentException("The trait (%d) must be below %d; the state is of another layout."
                        .formatted(trait, TRAITS.length));
            }
            latest.put(TRAITS[trait], new Word(in.text(), lastAtMillis - in.count()));
        }
        return new Declarations(latest);
    }
}
