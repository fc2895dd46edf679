package io.kuajie.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary form and believes no length that goes beyond the record: Avro's own decoder takes the memory before it
 * looks, so that twelve bytes of garbage can ask for a gigabyte.
 */
final class BoundedDecoder extends Decoder {
    private BinaryDecoder in = DecoderFactory.get().binaryDecoder(new byte[0], null);

    /** Starts a record. */
    BoundedDecoder over(byte[] bytes, int start) {
        in = DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, in);
        return this;
    }

    @Override
    public String readString() throws IOException {
        return new String(readLengthAndBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readLengthAndBytes());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readLengthAndBytes());
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(in.arrayNext());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(in.mapNext());
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }

    @Override
    public void skipString() throws IOException {
        in.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipBytes();
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public long skipArray() throws IOException {
        return in.skipArray();
    }

    @Override
    public long skipMap() throws IOException {
        return in.skipMap();
    }

    private byte[] readLengthAndBytes() throws IOException {
        byte[] bytes = new byte[(int) bounded(in.readLong())];
        in.readFixed(bytes);
        return bytes;
    }

    /** An item takes a byte at least, so counts have the same bound as lengths. */
    private long bounded(long length) throws IOException {
        int rest = in.inputStream().available();
        if (length < 0 || length > rest) {
            throw new AvroRuntimeException(
                    "A length of %d goes beyond the %d bytes that the record has left.".formatted(length, rest));
        }
        return length;
    }
}
