package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonMemory;
import io.kuajie.ingest.domain.json.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes request bodies apart, in one pass over the bytes. A message that can't be read does not spoil the others of its batch. */
public final class EnvelopeParser {
    private static final Name BATCH = Name.of("batch");
    private static final Name CONTEXT = Name.of("context");
    private static final Name SENT_AT = Name.of("sentAt");
    private static final Name WRITE_KEY = Name.of("writeKey");

    private final int mostItems;

    public EnvelopeParser(int mostItems) {
        this.mostItems = mostItems;
    }

    /** A body that is one message. */
    public Parsed single(byte[] body) {
        return single(body, body.length, JsonMemory.once());
    }

    /** The same of the first so many of these bytes, where what was read into this memory before is no longer used. */
    public Parsed single(byte[] body, int length, JsonMemory memory) {
        return switch (Json.read(body, length, memory)) {
            case Json.Read.Malformed malformed -> malformed(malformed, length);
            case Json.Read.Value value
            when value.root().isObject() ->
                new Envelope(
                        List.of(value.root()), Json.MISSING, null, value.root().text(WRITE_KEY));
            case Json.Read.Value value -> new Parsed.Malformed("The body must be a JSON object.");
        };
    }

    /** A body that is a batch. */
    public Parsed batch(byte[] body) {
        return batch(body, body.length, JsonMemory.once());
    }

    /** The same of the first so many of these bytes, where what was read into this memory before is no longer used. */
    public Parsed batch(byte[] body, int length, JsonMemory memory) {
        return switch (Json.read(body, length, memory)) {
            case Json.Read.Malformed malformed -> malformed(malformed, length);
            case Json.Read.Value value when value.root().isObject() -> batch(value.root());
            case Json.Read.Value value -> new Parsed.Malformed("The body must be a JSON object with the field batch.");
        };
    }

    private Parsed batch(Json root) {
        Json batch = root.get(BATCH);
        if (batch.isMissing()) {
            return new Parsed.Malformed("The field batch is missing; it holds the array of messages.");
        }
        if (!batch.isArray()) {
            return new Parsed.Malformed("The field batch must be an array of messages.");
        }
        int count = batch.count(mostItems);
        if (count > mostItems) {
            return new Parsed.TooMany(mostItems);
        }
        List<Json> items = new ArrayList<>(count);
        batch.elements().forEach(items::add);
        return new Envelope(items, root.get(CONTEXT), sentAt(root), key(root, items));
    }

    private static @Nullable Long sentAt(Json root) {
        String stated = root.text(SENT_AT);
        OptionalLong time = stated == null ? OptionalLong.empty() : EventTime.parse(stated);
        return time.isPresent() ? time.getAsLong() : null;
    }

    private static @Nullable String key(Json root, List<Json> items) {
        String key = root.text(WRITE_KEY);
        for (int i = 0; key == null && i < items.size(); i++) {
            key = items.get(i).text(WRITE_KEY);
        }
        return key;
    }

    private static Parsed malformed(Json.Read.Malformed malformed, int length) {
        return new Parsed.Malformed(
                length == 0
                        ? "The body is empty; send JSON."
                        : "The body is not valid JSON from byte %d on.".formatted(malformed.position()));
    }
}
