package io.kuajie.ingest.domain.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text as search sees it: without case and without forms of width. What is written in alphabets is found by the beginnings of its
 * words; Chinese, which parts no words, anywhere.
 */
public record SearchText(String folded) {
    /** The parts as one text. */
    public static SearchText of(Stream<@Nullable String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> {
            if (part != null) {
                text.append(fold(part)).append('\n');
            }
        });
        return new SearchText(text.toString());
    }

    /** What is looked for; all of them must be found. Empty where anything will do. */
    public static List<String> terms(@Nullable String query) {
        return query == null
                ? List.of()
                : Arrays.stream(fold(query).split("[^\\p{L}\\p{M}\\p{N}]+"))
                        .filter(term -> !term.isEmpty())
                        .distinct()
                        .toList();
    }

    public boolean holdsAll(Collection<String> terms) {
        return terms.stream().allMatch(this::holds);
    }

    private boolean holds(String term) {
        int at = folded.indexOf(term);
        while (at >= 0) {
            if (at == 0 || !isInsideWord(folded.codePointBefore(at), term.codePointAt(0))) {
                return true;
            }
            at = folded.indexOf(term, at + 1);
        }
        return false;
    }

    /** Whether a word goes on from one character to the other. */
    private static boolean isInsideWord(int before, int first) {
        return Character.isLetterOrDigit(before) && !Character.isIdeographic(before) && !Character.isIdeographic(first);
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
