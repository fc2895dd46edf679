package io.kuajie.ingest.topology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The platform's wire format without a registry, for driver tests: every schema has a made-up number. */
final class BareAvro {
    private static final int HEADER_BYTES = 5;

    private BareAvro() {}

    /** The content id that a schema has here. */
    static int idOf(Class<?> type) {
        return type.getSimpleName().length();
    }

    static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        SpecificData data = SpecificData.getForClass(type);
        return Serdes.serdeFrom(
                (topic, record) -> record == null ? null : write(data, type, record),
                (topic, bytes) -> bytes == null ? null : read(data, type, bytes));
    }

    private static <T extends SpecificRecord> byte[] write(SpecificData data, Class<T> type, T record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) 0)
                .putInt(idOf(type))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<T>(data.getSchema(type), data).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static <T extends SpecificRecord> T read(SpecificData data, Class<T> type, byte[] bytes) {
        try {
            return new SpecificDatumReader<T>(data.getSchema(type), data.getSchema(type), data)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("No record.", e);
        }
    }
}
