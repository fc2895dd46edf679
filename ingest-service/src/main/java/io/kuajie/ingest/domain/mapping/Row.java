package io.kuajie.ingest.domain.mapping;

import io.kuajie.ingest.domain.privacy.Scrubber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of columns. {@code #} is its number. */
final class Row implements Fields {
    private final Columns columns;
    private final List<String> values;
    private final long line;

    /** Where the columns of a file stand. A name that is also known here under another, such as user_id, has both. */
    record Columns(List<String> names, int fewest, char delimiter, Map<String, Integer> indexByName) {
        static Columns of(Shape.Columns shape) {
            Map<String, Integer> indexByName = new HashMap<>();
            for (int i = 0; i < shape.names().size(); i++) {
                indexByName.putIfAbsent(plain(shape.names().get(i)), i);
            }
            for (int i = 0; i < shape.names().size(); i++) {
                indexByName.putIfAbsent(ColumnNames.canonical(shape.names().get(i)), i);
            }
            return new Columns(shape.names(), shape.fewest(), shape.delimiter(), indexByName);
        }

        private static String plain(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }

        private int index(String name) {
            Integer exact = indexByName.get(name);
            return exact != null ? exact : indexByName.getOrDefault(plain(name), -1);
        }
    }

    Row(Columns columns, List<String> values, long line) {
        this.columns = columns;
        this.values = values;
        this.line = line;
    }

    @Override
    public @Nullable String value(String name) {
        if (name.equals("#")) {
            return Long.toString(line);
        }
        int at = columns.index(name);
        return at < 0 || at >= values.size() ? null : Fields.orNull(values.get(at));
    }

    @Override
    public boolean isRequired(String name) {
        int at = columns.index(name);
        return at >= 0 && at < columns.fewest();
    }

    @Override
    public List<Fields> parts(Each each, Set<String> used) {
        List<Fields> answers = new ArrayList<>();
        for (String question : each.isAll() ? columns.names() : each.names()) {
            String answer = each.isAll() && used.contains(question) ? null : value(question);
            if (answer != null) {
                answers.add(new Part(this, Map.of("question", question, "answer", answer)));
            }
        }
        return answers;
    }

    @Override
    public String scrubbed(Set<String> ids, String pseudonym) {
        List<String> kept = new ArrayList<>();
        for (String value : values) {
            kept.add(ids.contains(value.strip()) ? pseudonym : Scrubber.text(value, ids));
        }
        return String.join(String.valueOf(columns.delimiter()), kept);
    }
}
