package io.kuajie.ingest.topology;

import java.nio.ByteBuffer;

/** What the platform's serde puts before a record: zero, then the content id of its schema. */
final class WireHeader {
    static final int BYTES = 1 + Integer.BYTES;

    private WireHeader() {}

    static byte[] of(int contentId) {
        return ByteBuffer.allocate(BYTES).put((byte) 0).putInt(contentId).array();
    }

    static boolean isOf(int contentId, byte[] record) {
        return record.length >= BYTES
                && record[0] == 0
                && ByteBuffer.wrap(record, 1, Integer.BYTES).getInt() == contentId;
    }
}
