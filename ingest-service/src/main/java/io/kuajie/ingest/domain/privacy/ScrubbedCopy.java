package io.kuajie.ingest.domain.privacy;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonWriter;
import java.util.Set;

/** Copies JSON and leaves out what may identify somebody. Nearly everything is copied byte by byte. */
final class ScrubbedCopy {
    private static final int DEEPEST = 8;

    private final JsonWriter out;
    private final Set<String> ids;

    /** @param ids the sender's ids of the person */
    ScrubbedCopy(JsonWriter out, Set<String> ids) {
        this.out = out;
        this.ids = ids;
    }

    void value(Json value, int depth) {
        if (depth > DEEPEST || value.isMissing()) {
            out.string(Scrubber.REMOVED);
        } else if (value.isObject()) {
            object(value, depth, Set.of());
        } else if (value.isArray()) {
            out.begin('[');
            value.elements().forEach(element -> value(element, depth + 1));
            out.end(']');
        } else {
            scalar(value);
        }
    }

    void object(Json value, int depth, Set<String> without) {
        out.begin('{');
        value.fields((name, field) -> {
            if (!without.contains(name) && !IdentifyingNames.contains(name)) {
                out.name(Scrubber.text(name, ids));
                value(field, depth + 1);
            }
        });
        out.end('}');
    }

    private void scalar(Json value) {
        if (value.isBroken()) {
            out.string(Scrubber.REMOVED);
            return;
        }
        if (!value.isString() && !value.isNumber()) {
            out.copy(value);
            return;
        }
        if (value.isNumber() && value.sizeBytes() < Scrubber.SHORTEST_TELLING_ID) {
            out.copy(value);
            return;
        }
        String text = value.content();
        if (value.isVerbatim() && Scrubber.isInnocent(value.glance()) && Scrubber.holdsNoId(text, ids)) {
            out.copy(value);
            return;
        }
        String clean = Scrubber.text(text, ids);
        if (clean.equals(text)) {
            verbatim(value, text);
        } else {
            out.string(clean);
        }
    }

    private void verbatim(Json value, String text) {
        if (value.isVerbatim()) {
            out.copy(value);
        } else {
            out.string(text);
        }
    }
}
