package io.kuajie.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads records of any registered schema, each by the very schema it was written with, in the wire format of {@link AvroSerde}. */
public final class AnyAvro {
    private static final int HEADER_BYTES = 5;

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
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, new BoundedDecoder().over(bytes, HEADER_BYTES));
        } catch (IOException | AvroRuntimeException | ClassCastException | IndexOutOfBoundsException e) {
            throw new SerializationException("A record of %d bytes can't be read.".formatted(bytes.length), e);
        }
    }
}
