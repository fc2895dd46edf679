package io.kuajie.campaign.domain.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults of one proposal, gathered so that a caller hears of all at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    void add(String field, String reason) {
        found.add(new Fault(field, reason));
    }

    /** What this makes of a field, or null with its complaint noted. */
    <T> @Nullable T read(String field, Supplier<? extends @Nullable T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(field, e.getMessage() == null ? "is not valid." : e.getMessage());
            return null;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Fault> all() {
        return List.copyOf(found);
    }
}
