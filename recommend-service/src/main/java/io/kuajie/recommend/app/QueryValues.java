package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads query parameters that are not texts; a value of the wrong form is a 400 that names it. */
final class QueryValues {
    private QueryValues() {}

    static @Nullable Integer count(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw wrong("count", "must be a whole number from 1 to 100");
        }
    }

    static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrong(name, "must be true or false");
        };
    }

    /** Separated by commas; an id with a comma in it can be named by POST. */
    static @Nullable List<String> keys(@Nullable String text) {
        return text == null || text.isBlank() ? null : List.of(text.split(","));
    }

    private static WebApplicationException wrong(String name, String reason) {
        return Problem.of(
                        400,
                        "The query parameter %s %s.".formatted(name, reason),
                        List.of(new FieldError(name, reason)))
                .toException();
    }
}
