package io.kuajie.ingest.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.RawBehavior;
import io.kuajie.kernel.SourcePosition;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Writes the record of behavior.clean. Its first fields are those of behavior.raw, in their order, so the raw bytes are kept as they
 * are and the rest is put behind them: nothing is encoded twice.
 */
final class CleanBytes {
    private static final int MORE_BYTES = 48;

    static {
        requireSameBeginning(RawBehavior.getClassSchema(), Behavior.getClassSchema());
    }

    private final int contentId;

    /** @param contentId the registry's number of the schema of behavior.clean */
    CleanBytes(int contentId) {
        this.contentId = contentId;
    }

    /** @param raw the record of behavior.raw, header included; weight how much the event says about taste */
    byte[] of(byte[] raw, SourcePosition position, double weight, List<String> flags) {
        AvroBytes out = new AvroBytes(contentId, raw, MORE_BYTES);
        out.number(position.partition());
        out.number(position.offset());
        out.decimal(weight);
        out.texts(flags);
        return out.toBytes();
    }

    private static void requireSameBeginning(Schema raw, Schema clean) {
        for (Schema.Field field : raw.getFields()) {
            Schema.Field same = clean.getFields().get(field.pos());
            if (!same.name().equals(field.name()) || !same.schema().equals(field.schema())) {
                throw new IllegalStateException(
                        "The field %s of behavior.clean stands where behavior.raw has %s; keep their order the same."
                                .formatted(same.name(), field.name()));
            }
        }
    }
}
