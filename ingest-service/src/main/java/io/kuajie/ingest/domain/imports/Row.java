package io.kuajie.ingest.domain.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of one line and what they say. */
record Row(List<Column> columns, List<String> values) {
    /** The text in a column; null where the line has none. */
    @Nullable
    String text(Column column) {
        int at = columns.indexOf(column);
        if (at < 0 || at >= values.size() || values.get(at).isBlank()) {
            return null;
        }
        return values.get(at).strip();
    }
}
