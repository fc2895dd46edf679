package io.kuajie.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.kafka.common.errors.SerializationException;

/** Reads records of any registered schema, each by the very schema it was written with, in the wire format of {@link AvroSerde}. */
public final class AnyAvro {
    private static final int HEADER_BYTES = 5;
    /** Records within records, which a schema that names itself leaves to who writes; each takes a byte and a place on the stack. */
    private static final int DEEPEST = 64;

    private AnyAvro() {}

    /** Whether these bytes begin as such a record does. */
    public static boolean isRecord(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == 0;
    }

    /** @throws SerializationException if the bytes are no record of a schema that the registry knows */
    public static GenericRecord read(SchemaRegistry registry, byte[] bytes) {
        if (!isRecord(bytes)) {
            throw new SerializationException("A record of %d bytes has no header.".formatted(bytes.length));
        }
        try {
            var schema = registry.byId(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
            return new BoundedReader(schema).read(null, new BoundedDecoder().over(bytes, HEADER_BYTES));
        } catch (IOException | AvroRuntimeException | ClassCastException | IndexOutOfBoundsException e) {
            throw new SerializationException("A record of %d bytes can't be read.".formatted(bytes.length), e);
        }
    }

    /** Goes no deeper than {@value #DEEPEST} records. For one record. */
    private static final class BoundedReader extends GenericDatumReader<GenericRecord> {
        /** Those that Avro compiles can't be told how deep to go. */
        private static final GenericData SLOW_READERS = new GenericData().setFastReaderEnabled(false);

        private int depth;

        BoundedReader(Schema schema) {
            super(schema, schema, SLOW_READERS);
        }

        @Override
        protected Object readRecord(Object old, Schema expected, ResolvingDecoder in) throws IOException {
            if (++depth > DEEPEST) {
                throw new AvroRuntimeException("Records lie more than %d deep in each other.".formatted(DEEPEST));
            }
            Object read = super.readRecord(old, expected, in);
            depth--;
            return read;
        }
    }
}
