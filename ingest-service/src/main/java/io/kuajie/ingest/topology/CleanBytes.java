package io.kuajie.ingest.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.RawBehavior;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.serde.AvroBytes;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Writes the record of behavior.clean. Its first fields are those of behavior.raw, in their order, so the raw bytes are kept as they
 * are and the rest is put behind them: nothing is encoded twice.
 */
final class CleanBytes {
    static {
        requireSameBeginning(RawBehavior.getClassSchema(), Behavior.getClassSchema());
    }

    private final byte[] header;
    private final ThreadLocal<AvroBytes> room = ThreadLocal.withInitial(AvroBytes::new);

    /** @param contentId the registry's number of the schema of behavior.clean */
    CleanBytes(int contentId) {
        this.header = WireHeader.of(contentId);
    }

    /** @param raw the record of behavior.raw, header included; weight how much the event says about taste */
    byte[] of(byte[] raw, SourcePosition position, double weight, List<String> flags) {
        AvroBytes out = room.get().clear();
        out.octets(header);
        out.octets(raw, WireHeader.BYTES);
        out.number(position.partition());
        out.number(position.offset());
        out.real(weight);
        out.begin(flags.size());
        flags.forEach(out::text);
        out.end();
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
