package io.kuajie.ingest.domain.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/** Reads the fields of lines of one shape. For one thread. */
public sealed interface LineForm {
    static LineForm of(Shape shape) {
        return switch (shape) {
            case Shape.Columns columns -> new OfColumns(columns);
            case Shape.JsonObject json -> new OfJson();
            case Shape.AccessLog log -> new OfLog(log.fields());
        };
    }

    /** Whether line 1 names the fields of the others. */
    default boolean hasHeader() {
        return false;
    }

    /** Takes line 1. */
    default void header(String text) {
        throw new IllegalStateException("Lines of this shape have no header.");
    }

    /** What the line says; empty if it has another shape. */
    Optional<Fields> read(long line, String text);

    /** What can be made out of a line that may be cut. */
    default Optional<Fields> lenient(long line, String text) {
        return read(line, text);
    }

    /** Columns. */
    final class OfColumns implements LineForm {
        private final Shape.Columns shape;
        private final ColumnSplitter splitter;
        private Row.Columns columns;

        private OfColumns(Shape.Columns shape) {
            this.shape = shape;
            this.splitter = new ColumnSplitter(shape.delimiter(), shape.isQuoted());
            this.columns = Row.Columns.of(shape);
        }

        @Override
        public boolean hasHeader() {
            return shape.hasHeader();
        }

        @Override
        public void header(String text) {
            if (shape.names().isEmpty()) {
                columns = Row.Columns.of(shape.named(splitter.split(text).orElse(List.of())));
            }
        }

        @Override
        public Optional<Fields> read(long line, String text) {
            return splitter.split(text)
                    .filter(values -> values.size() >= columns.fewest()
                            && values.size() <= columns.names().size())
                    .map(values -> new Row(columns, values, line));
        }

        @Override
        public Optional<Fields> lenient(long line, String text) {
            return splitter.split(text).map(values -> new Row(columns, values, line));
        }
    }

    /** JSON. */
    final class OfJson implements LineForm {
        private static final ObjectReader JSON = JsonMapper.builder()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(JsonNode.class);

        private OfJson() {}

        @Override
        public Optional<Fields> read(long line, String text) {
            try {
                JsonNode json = JSON.readTree(text);
                return json != null && json.isObject() ? Optional.of(new JsonFields(json, line)) : Optional.empty();
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    /** Access logs. */
    final class OfLog implements LineForm {
        private final List<String> names;

        private OfLog(List<String> names) {
            this.names = names;
        }

        @Override
        public Optional<Fields> read(long line, String text) {
            return LogLine.parse(text, names).map(Fields.class::cast);
        }
    }
}
