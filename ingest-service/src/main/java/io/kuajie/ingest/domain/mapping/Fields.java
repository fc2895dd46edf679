package io.kuajie.ingest.domain.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one line says, by name. */
public interface Fields {
    /** The text of a field, stripped; null where the line has none or it is blank. */
    @Nullable
    String value(String name);

    /** Whether every line of this form must say it. */
    boolean isRequired(String name);

    /** The parts of a list that lies in the line, each with what the whole line says besides. */
    List<Fields> parts(Each each, Set<String> used);

    /** The line without what may identify somebody. @param ids the ids of the person; pseudonym what stands for them */
    String scrubbed(Set<String> ids, String pseudonym);

    /** The text if there is any; null for a blank one. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
