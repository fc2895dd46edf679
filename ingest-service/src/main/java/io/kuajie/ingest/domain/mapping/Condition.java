package io.kuajie.ingest.domain.mapping;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * What a field must say for a rule to hold.
 *
 * @param anyOf texts in which {@code *} stands for any characters; a field that says nothing is the empty text
 * @param isNegated whether it must say none of them
 */
public record Condition(String field, List<Pattern> anyOf, boolean isNegated) {
    /** @param texts as a mapping file writes them */
    public static Condition of(String field, List<String> texts, boolean isNegated) {
        return new Condition(
                field, texts.stream().map(text -> Globs.pattern(text, false)).toList(), isNegated);
    }

    boolean holds(Fields fields) {
        String stated = fields.value(field);
        String text = stated == null ? "" : stated;
        return isNegated != anyOf.stream().anyMatch(pattern -> pattern.matches(text));
    }
}
