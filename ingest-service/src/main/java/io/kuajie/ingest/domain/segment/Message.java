package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.event.Sender;
import org.jspecify.annotations.Nullable;

/**
 * One message as it arrived.
 *
 * @param call what the address said; null where the message's own type tells
 * @param body the message
 * @param sizeBytes its length as sent
 * @param outerContext the context of the batch around it
 * @param sentAt when the batch around it says it was sent, as written
 */
public record Message(
        Sender sender,
        @Nullable SegmentCall call,
        JsonNode body,
        int sizeBytes,
        @Nullable JsonNode outerContext,
        @Nullable String sentAt) {}
