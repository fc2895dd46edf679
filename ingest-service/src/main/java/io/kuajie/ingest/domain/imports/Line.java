package io.kuajie.ingest.domain.imports;

/**
 * One line of a file.
 *
 * @param number from 1
 * @param bytes the content without the line's end; cut where it is too long
 * @param isTerminated whether a line feed follows; only the last line can lack it
 * @param isTooLong whether more bytes stood there than are kept
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Line(long number, byte[] bytes, boolean isTerminated, boolean isTooLong) {
    public boolean isBlank() {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
    }
}
