package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, taken apart.
 *
 * @param items the messages in order; one for a single call
 * @param context of the batch, for every message in it
 * @param sentAt of the batch, as written
 * @param writeKey the key in the body: the batch's, or else that of the first message that has one
 */
public record Envelope(
        List<Item> items,
        @Nullable JsonNode context,
        @Nullable String sentAt,
        @Nullable String writeKey) implements Parsed {
    /** One message and its length as sent. */
    public record Item(JsonNode body, int sizeBytes) {}
}
