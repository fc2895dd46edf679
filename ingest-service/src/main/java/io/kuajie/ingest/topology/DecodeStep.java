package io.kuajie.ingest.topology;

import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.kernel.SourcePosition;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes raw records. What can't be decoded is rejected here, where its position is known; the topology goes on. */
final class DecodeStep implements Processor<String, byte[], String, Object> {
    private final Deserializer<RawBehavior> raws;
    private final OutcomeListener outcomes;
    private @Nullable ProcessorContext<String, Object> context;

    DecodeStep(Deserializer<RawBehavior> raws, OutcomeListener outcomes) {
        this.raws = raws;
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
        RawBehavior raw;
        Pending pending;
        try {
            raw = raws.deserialize(metadata.topic(), record.value());
            if (raw == null) {
                throw new SerializationException("It has no value.");
            }
            pending = new Pending(raw, EventRecords.event(raw), position);
        } catch (SerializationException | IllegalArgumentException e) {
            reject(to, record, position, String.valueOf(e.getMessage()));
            return;
        }
        to.forward(record.withKey(raw.getLeaf()).withValue(pending), CleaningTopology.VALIDATE);
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
