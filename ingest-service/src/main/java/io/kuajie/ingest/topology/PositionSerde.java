package io.kuajie.ingest.topology;

import io.kuajie.kernel.SourcePosition;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Positions in twelve bytes: partition (int) and offset (long), big-endian. */
final class PositionSerde {
    private static final int BYTES = Integer.BYTES + Long.BYTES;

    private PositionSerde() {}

    static Serde<SourcePosition> serde() {
        return Serdes.serdeFrom(
                (topic, position) -> position == null
                        ? null
                        : ByteBuffer.allocate(BYTES)
                                .putInt(position.partition())
                                .putLong(position.offset())
                                .array(),
                (topic, bytes) -> bytes == null ? null : position(ByteBuffer.wrap(bytes)));
    }

    private static SourcePosition position(ByteBuffer bytes) {
        return new SourcePosition(bytes.getInt(), bytes.getLong());
    }
}
