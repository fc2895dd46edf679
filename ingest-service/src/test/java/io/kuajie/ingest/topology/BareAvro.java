package io.kuajie.ingest.topology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Avro without a registry, for driver tests: records of one schema, one after the other. */
final class BareAvro {
    private BareAvro() {}

    static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        SpecificData data = SpecificData.getForClass(type);
        return Serdes.serdeFrom(
                (topic, record) -> record == null ? null : write(data, type, record),
                (topic, bytes) -> bytes == null ? null : read(data, type, bytes));
    }

    private static <T extends SpecificRecord> byte[] write(SpecificData data, Class<T> type, T record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
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
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("No record.", e);
        }
    }
}
