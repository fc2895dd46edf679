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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/**
 * Makes events of a partner's records: JSON of the track shape, or Avro of any registered schema whose fields are named as there. Each
 * record is read by the very schema it was written with, so older and newer producers can run side by side.
 */
final class InboundMapper {
    /** What became of one record. */
    record Reading(List<Mapped> outcomes, List<Claim> claims) {}

    private static final Logger LOG = Logger.getLogger(InboundMapper.class);
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

    /** Whatever stands in the record, something becomes of it: the records behind it wait. */
    Reading read(Sender sender, ConsumerRecord<byte[], byte[]> record) {
        Arrival arrival = Arrival.live(now());
        try {
            Message message = message(sender, record, body(record.value()));
            return new Reading(mapper.map(message, arrival), claims.read(message, arrival.receivedAt()));
        } catch (SerializationException e) {
            Message message = message(sender, record, Json.MISSING);
            return new Reading(List.of(mapper.undecodable(message, arrival)), List.of());
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The record at offset %d of partition %d of %s can't be mapped",
                    record.offset(),
                    record.partition(),
                    record.topic());
            return new Reading(mapper.map(message(sender, record, Json.MISSING), arrival), List.of());
        }
    }

    private static Message message(Sender sender, ConsumerRecord<byte[], byte[]> record, Json body) {
        String id = "in:%s:%d:%d".formatted(record.topic(), record.partition(), record.offset());
        Message.Cover cover = new Message.Cover(KIND, record.topic(), record.offset(), id, null, null, null);
        SegmentCall call = body.get(TYPE).isPresent() ? null : SegmentCall.TRACK;
        return new Message(sender, call, body, Json.MISSING, null, cover);
    }

    private Json body(byte[] value) {
        if (value == null) {
            return Json.MISSING;
        }
        byte[] json = AnyAvro.isRecord(value)
                ? AnyAvro.read(registry, value).toString().getBytes(StandardCharsets.UTF_8)
                : value;
        return Json.read(json) instanceof Json.Read.Value(Json root) ? root : Json.MISSING;
    }
}
