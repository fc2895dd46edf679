package io.kuajie.profile.domain.segment;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** What regular expressions in conditions may be. They are compiled anew each time one is asked, so they must be small. */
final class Patterns {
    static final int LARGEST_PROGRAM = 1000;

    private static final int LONGEST = 200;
    private static final java.util.regex.Pattern COUNTED = java.util.regex.Pattern.compile("\\{\\d+(,\\d*)?}");

    private Patterns() {}

    /** What is wrong with a pattern, in words; empty for nothing. */
    static Optional<String> fault(String pattern) {
        if (pattern.length() > LONGEST) {
            return Optional.of(
                    "The pattern of matches() has %d characters and may have %d.".formatted(pattern.length(), LONGEST));
        }
        // Nested ones multiply: compiling (x{1000}){1000} would already be too dear.
        if (COUNTED.matcher(pattern).results().count() > 1) {
            return Optional.of("The pattern of matches() may count repetitions once; repeat with * or + elsewhere.");
        }
        try {
            int size = Pattern.compile(pattern).programSize();
            return size <= LARGEST_PROGRAM
                    ? Optional.empty()
                    : Optional.of("The pattern of matches() takes %d steps and may take %d; repeat with * or +."
                            .formatted(size, LARGEST_PROGRAM));
        } catch (PatternSyntaxException e) {
            return Optional.of("The pattern of matches() can't be read: " + e.getMessage());
        }
    }
}
