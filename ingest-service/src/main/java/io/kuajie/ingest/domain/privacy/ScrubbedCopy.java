package io.kuajie.ingest.domain.privacy;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonWriter;
import io.kuajie.ingest.domain.json.NameSet;
import java.util.Set;

/** Copies JSON and leaves out what may identify somebody. Nearly everything is copied byte by byte. */
final class ScrubbedCopy {
    private static final int DEEPEST = 8;

    private final JsonWriter out;
    private final Set<String> ids;
    /** No shorter text holds an id. */
    private final int shortestId;

    /** @param ids the sender's ids of the person */
    ScrubbedCopy(JsonWriter out, Set<String> ids) {
        this.out = out;
        this.ids = ids;
        this.shortestId = shortest(ids);
    }

    private static int shortest(Set<String> ids) {
        int shortest = Integer.MAX_VALUE;
        for (String id : ids) {
            shortest = Math.min(shortest, id.length());
        }
        return shortest;
    }

    void value(Json value, int depth) {
        if (depth > DEEPEST || value.isMissing()) {
            out.string(Scrubber.REMOVED);
        } else if (value.isObject()) {
            object(value, depth, NameSet.NONE);
        } else if (value.isArray()) {
            out.begin('[');
            value.elements().forEach(element -> value(element, depth + 1));
            out.end(']');
        } else {
            scalar(value);
        }
    }

    void object(Json value, int depth, NameSet without) {
        out.begin('{');
        value.fields((name, field) -> {
            if (!name.isOneOf(without)) {
                field(name, IdentifyingNames.of(name), field, depth + 1);
            }
        });
        out.end('}');
    }

    private void field(Json name, IdentifyingNames.Answer known, Json value, int depth) {
        if (known.isIdentifying()) {
            return;
        }
        boolean isScalar = depth <= DEEPEST && !value.isObject() && !value.isArray();
        if (isScalar && known.isInnocent() && holdsNoId(name) && isCopied(value)) {
            out.copy(name, value);
        } else {
            scalar(name);
            out.colon();
            value(value, depth);
        }
    }

    private boolean isCopied(Json value) {
        return !value.isBroken() && isInnocent(value);
    }

    private void scalar(Json value) {
        if (value.isBroken()) {
            out.string(Scrubber.REMOVED);
        } else if (isInnocent(value)) {
            out.copy(value);
        } else {
            scrubbed(value);
        }
    }

    private boolean isInnocent(Json value) {
        if (!value.isString() && !value.isNumber()) {
            return true;
        }
        if (value.isNumber() && value.contentSize() < Scrubber.SHORTEST_TELLING_ID) {
            return true;
        }
        return value.isVerbatim() && Scrubber.isInnocent(value.glance()) && holdsNoId(value);
    }

    private boolean holdsNoId(Json value) {
        return value.contentSize() < shortestId || Scrubber.holdsNoId(value.content(), ids);
    }

    private void scrubbed(Json value) {
        String text = value.content();
        String clean = Scrubber.text(text, ids);
        if (!clean.equals(text)) {
            out.string(clean);
        } else if (value.isVerbatim()) {
            out.copy(value);
        } else {
            out.string(text);
        }
    }
}
