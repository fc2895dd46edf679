package io.kuajie.ingest.topology;

import io.kuajie.kernel.SourcePosition;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Which position first carried a message id, and when it arrived. Kept in twenty bytes: partition (int), offset (long) and arrival
 * (long), big-endian.
 *
 * @param receivedAt milliseconds since the epoch
 */
record FirstPosition(SourcePosition position, long receivedAt) {
    private static final int BYTES = Integer.BYTES + 2 * Long.BYTES;

    static Serde<FirstPosition> serde() {
        return Serdes.serdeFrom(
                (topic, first) -> first == null ? null : first.toBytes(),
                (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(position.partition())
                .putLong(position.offset())
                .putLong(receivedAt)
                .array();
    }

    private static FirstPosition of(ByteBuffer bytes) {
        return new FirstPosition(new SourcePosition(bytes.getInt(), bytes.getLong()), bytes.getLong());
    }
}
