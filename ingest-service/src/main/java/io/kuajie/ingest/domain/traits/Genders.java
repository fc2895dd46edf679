package io.kuajie.ingest.domain.traits;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How senders write genders; 1 and 2 as in GB/T 2261.1 and in what Chinese platforms hand out. */
final class Genders {
    private static final Map<String, String> GENDER_BY_WORD = Map.ofEntries(
            Map.entry("female", "female"),
            Map.entry("f", "female"),
            Map.entry("woman", "female"),
            Map.entry("女", "female"),
            Map.entry("女性", "female"),
            Map.entry("女士", "female"),
            Map.entry("2", "female"),
            Map.entry("male", "male"),
            Map.entry("m", "male"),
            Map.entry("man", "male"),
            Map.entry("男", "male"),
            Map.entry("男性", "male"),
            Map.entry("先生", "male"),
            Map.entry("1", "male"),
            Map.entry("other", "other"),
            Map.entry("non-binary", "other"),
            Map.entry("nonbinary", "other"),
            Map.entry("其他", "other"));

    private Genders() {}

    /** As {@code Trait.GENDER} has it; null for a word that is none. */
    static @Nullable String of(@Nullable String word) {
        return word == null ? null : GENDER_BY_WORD.get(word.toLowerCase(Locale.ROOT));
    }
}
