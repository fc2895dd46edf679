package io.kuajie.profile.app;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kuajie.edge.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be counted anew.
 *
 * @param people keys of those who are compared; absent for everybody
 * @param tolerance of masses, relative to the greater of them and one; a millionth where absent
 * @param show differing people that are named at most; 20 where absent
 */
public record RecountOrder(
        @JsonDeserialize(contentUsing = TextOnly.class) @Nullable
        List<@Nullable String> people,

        @Nullable Double tolerance,
        @Nullable Integer show) {
    static final double USUAL_TOLERANCE = 1e-6;
    static final int USUALLY_SHOWN = 20;
    static final int MOST_SHOWN = 1000;

    public RecountOrder {
        if (people != null && people.stream().anyMatch(Objects::isNull)) {
            throw refusal("people", "The people must be named by keys, none of them null.");
        }
        if (tolerance != null && !(tolerance >= 0 && tolerance < 1)) {
            throw refusal("tolerance", "The tolerance (%s) must be from 0 to below 1.".formatted(tolerance));
        }
        if (show != null && (show < 0 || show > MOST_SHOWN)) {
            throw refusal("show", "The number to show (%d) must be from 0 to %d.".formatted(show, MOST_SHOWN));
        }
    }

    static RecountOrder ofEverybody() {
        return new RecountOrder(null, null, null);
    }

    boolean isAsked(String person) {
        return people == null || people.contains(person);
    }

    double toleranceOrUsual() {
        return tolerance == null ? USUAL_TOLERANCE : tolerance;
    }

    int showOrUsual() {
        return show == null ? USUALLY_SHOWN : show;
    }

    private static RuntimeException refusal(String field, String reason) {
        return Problem.of(400, reason, List.of(new Problem.FieldError(field, reason)))
                .toException();
    }
}
