package io.kuajie.profile.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Avro without a registry. */
final class PlainAvro {
    static {
        // Spoilt bytes may ask for more entries than there is memory for; the platform's own decoder knows better.
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", "100000");
    }

    private PlainAvro() {}

    /** What stands before each record's bytes. */
    static byte[] header(Schema schema) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    static <V extends SpecificRecord> Serde<V> of(Class<V> type) {
        SpecificData data = SpecificData.getForClass(type);
        BinaryMessageEncoder<V> encoder = new BinaryMessageEncoder<>(data, data.getSchema(type));
        BinaryMessageDecoder<V> decoder = new BinaryMessageDecoder<>(data, data.getSchema(type));
        Serializer<V> serializer = (topic, value) -> {
            try {
                return value == null ? null : encoder.encode(value).array();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Deserializer<V> deserializer = (topic, bytes) -> {
            try {
                return bytes == null ? null : decoder.decode(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
