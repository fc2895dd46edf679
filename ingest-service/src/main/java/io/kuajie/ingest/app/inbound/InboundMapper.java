package io.kuajie.ingest.app.inbound;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.ClaimReader;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.serde.AnyAvro;
import io.kuajie.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Makes events of a partner's records: JSON of the track shape, or Avro of any registered schema whose fields are named as there. Each
 * record is read by the very schema it was written with, so older and newer producers can run side by side.
 */
final class InboundMapper {
    private static final Name TYPE = Name.of("type");
    private static final String KIND = "kafka";

    private final SchemaRegistry registry;
    private final SegmentMapper mapper;
    private final ClaimReader claims;
    private final Clock clock;

    InboundMapper(SchemaRegistry registry, SegmentMapper mapper, ClaimReader claims, Clock clock) {
        this.registry = registry;
        this.mapper = mapper;
        this.claims = claims;
        this.clock = clock;
    }

    /** Milliseconds since the epoch. */
    long now() {
        return clock.millis();
    }

    Message message(Sender sender, ConsumerRecord<byte[], byte[]> record) {
        Json body = body(record.value());
        String id = "in:%s:%d:%d".formatted(record.topic(), record.partition(), record.offset());
        Message.Cover cover = new Message.Cover(KIND, record.topic(), record.offset(), id, null, null, null);
        SegmentCall call = body.get(TYPE).isPresent() ? null : SegmentCall.TRACK;
        return new Message(sender, call, body, Json.MISSING, null, cover);
    }

    List<Mapped> map(Message message) {
        return mapper.map(message, Arrival.live(now()));
    }

    List<Claim> claims(Message message) {
        return claims.read(message, now());
    }

    private Json body(byte[] value) {
        if (value == null) {
            return Json.MISSING;
        }
        byte[] json = AnyAvro.isRecord(value) ? json(value) : value;
        return Json.read(json) instanceof Json.Read.Value(Json root) ? root : Json.MISSING;
    }

    private byte[] json(byte[] avro) {
        try {
            return AnyAvro.read(registry, avro).toString().getBytes(StandardCharsets.UTF_8);
        } catch (SerializationException e) {
            return new byte[0];
        }
    }
}
