package io.kuajie.ingest.app.door;

import java.util.Arrays;

/**
 * What came as a request's body, decompressed. The array belongs to whoever received it, and holds another body when this one has been
 * taken: nobody keeps it.
 *
 * @param length how many of the bytes are the body; what stands behind them is none of it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Body(byte[] bytes, int length) {
    /** A copy, which lasts. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
