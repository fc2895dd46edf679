package io.kuajie.ingest.domain.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with places for fields, such as {@code mail-{segment}}. It has no value where a field it names has none. */
public final class Template {
    private sealed interface Part {
        record Text(String text) implements Part {}

        record Field(String name) implements Part {}
    }

    private final List<Part> parts;
    private final List<String> names;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.names = parts.stream()
                .filter(Part.Field.class::isInstance)
                .map(part -> ((Part.Field) part).name())
                .toList();
    }

    /** @throws IllegalArgumentException if a brace has no partner, or a place names nothing */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            if (!plain.isEmpty()) {
                parts.add(new Part.Text(plain));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close <= open + 1) {
                throw new IllegalArgumentException("must close each brace around a name, such as {user}");
            }
            parts.add(new Part.Field(text.substring(open + 1, close).strip()));
            at = close + 1;
        }
        return new Template(parts);
    }

    /** The fields it names. */
    public List<String> names() {
        return names;
    }

    /** Whether it says the same of every line. */
    public boolean isConstant() {
        return names.isEmpty();
    }

    /** Whether every line must give it a value. */
    public boolean isRequired(Fields fields) {
        return !names.isEmpty() && names.stream().allMatch(fields::isRequired);
    }

    /** The text; null where a field that it names has no value. */
    public @Nullable String fill(Fields fields) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Field(String name)) {
            return fields.value(name);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String plain) -> text.append(plain);
                case Part.Field(String name) -> {
                    String value = fields.value(name);
                    if (value == null) {
                        return null;
                    }
                    text.append(value);
                }
            }
        }
        return Fields.orNull(text.toString());
    }
}
