package io.kuajie.ingest.app.rejected;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.LeafKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes events of corrected messages. What a correction leaves out, the rejected event says: its message id, and whose it was, which
 * its scrubbed payload can't say.
 */
record Corrections(SegmentMapper mapper) {
    private static final Name TYPE = Name.of("type");
    private static final String KIND = "reprocess";

    /** @param message the corrected message as JSON */
    List<Mapped> corrected(Sender sender, RejectedView rejected, String message, Arrival arrival) {
        Json body = Json.read(message.getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Value(Json root)
                ? root
                : Json.MISSING;
        Message.Cover cover = new Message.Cover(KIND, null, null, rejected.messageId(), null, null, null)
                .withLeaf(rejected.leaf() == null ? null : LeafKey.parse(rejected.leaf()));
        SegmentCall call = body.get(TYPE).isPresent() ? null : SegmentCall.TRACK;
        return mapper.map(new Message(sender, call, body, Json.MISSING, null, cover), arrival);
    }
}
