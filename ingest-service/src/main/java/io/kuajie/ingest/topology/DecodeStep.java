package io.kuajie.ingest.topology;

import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.kernel.SourcePosition;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decodes raw records. What can't be decoded is rejected here, where its position is known; the topology goes on. A record of another
 * version of the schema is resolved to the present one and written again; all others keep their bytes.
 */
final class DecodeStep implements Processor<String, byte[], String, Object> {
    private final Deserializer<RawBehavior> raws;
    private final int presentId;
    private final RawBytes present;
    private final RawReader reader = new RawReader();
    private final OutcomeListener outcomes;
    private @Nullable ProcessorContext<String, Object> context;

    /** @param presentId the registry's number of the schema of behavior.raw */
    DecodeStep(Deserializer<RawBehavior> raws, int presentId, OutcomeListener outcomes) {
        this.raws = raws;
        this.presentId = presentId;
        this.present = new RawBytes(presentId);
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ProcessorContext<String, Object> to = Objects.requireNonNull(context);
        var metadata = to.recordMetadata().orElseThrow();
        SourcePosition position = new SourcePosition(metadata.partition(), metadata.offset());
        Pending pending;
        try {
            pending = pending(metadata.topic(), record.value(), position);
        } catch (SerializationException | IllegalArgumentException e) {
            reject(to, record, position, String.valueOf(e.getMessage()));
            return;
        }
        to.forward(record.withKey(pending.event().leaf().toString()).withValue(pending), CleaningTopology.NORMALISE);
    }

    private Pending pending(String topic, byte @Nullable [] value, SourcePosition position) {
        if (value == null) {
            throw new SerializationException("It has no value.");
        }
        if (isPresent(value)) {
            return new Pending(value, reader.read(value), position);
        }
        RawBehavior raw = Objects.requireNonNull(raws.deserialize(topic, value));
        RawEvent event = EventRecords.event(raw);
        return new Pending(present.of(event, raw.getLeaf()), event, position);
    }

    private boolean isPresent(byte[] value) {
        return WireHeader.isOf(presentId, value);
    }

    private void reject(
            ProcessorContext<String, Object> to, Record<String, byte[]> record, SourcePosition position, String why) {
        int bytes = record.value() == null ? 0 : record.value().length;
        var rejected = Rejections.undecodable(record.key(), bytes, position, record.timestamp(), why);
        outcomes.rejected(rejected.getPartner(), Reason.UNDECODABLE);
        String key = rejected.getLeaf() == null ? rejected.getPartner() : rejected.getLeaf();
        to.forward(record.withKey(key).withValue(rejected), CleaningTopology.REJECTED);
    }
}
