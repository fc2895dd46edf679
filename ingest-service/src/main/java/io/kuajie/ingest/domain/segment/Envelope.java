package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, taken apart.
 *
 * @param items the messages in order; one for a single call
 * @param context of the batch, for every message in it; missing where there is none
 * @param sentAt of the batch, in milliseconds since the epoch; null where it states none that can be read
 * @param writeKey the key in the body: the batch's, or else that of the first message that has one
 */
public record Envelope(
        List<Json> items,
        Json context,
        @Nullable Long sentAt,
        @Nullable String writeKey) implements Parsed {}
