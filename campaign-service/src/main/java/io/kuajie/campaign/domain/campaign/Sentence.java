package io.kuajie.campaign.domain.campaign;

import org.jspecify.annotations.Nullable;

/** The rule for text that people read: one line, not blank, of limited length. */
record Sentence(int longest) {
    /** The text without outer spaces. @throws IllegalArgumentException if it breaks the rule */
    String require(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.length() > longest) {
            throw new IllegalArgumentException(
                    "must be 1 to %d characters and has %d.".formatted(longest, stripped.length()));
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be one line without control characters.");
        }
        return stripped;
    }
}
