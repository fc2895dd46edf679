package io.kuajie.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro records on the wire as {@code 0x00, content id (int, big-endian), binary record}; null is null (a tombstone). Interoperates
 * with Apicurio's stock serde of the same settings, both ways. Records written with another version of the schema are resolved
 * to this one.
 *
 * <p>Thread-safe; buffers are kept a thread. An undecodable record throws {@link SerializationException}; an unreachable registry
 * is waited for.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Schema schema;
    private final SpecificData data;
    private final SpecificDatumWriter<T> writer;
    private final Map<Integer, SpecificDatumReader<T>> readerById = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> isOwnById = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);

    private AvroSerde(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.data = dataOf(type);
        this.schema = data.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, data);
    }

    public static <T extends SpecificRecord> AvroSerde<T> of(SchemaRegistry registry, Class<T> type) {
        return new AvroSerde<>(registry, type);
    }

    @Override
    public byte @Nullable [] serialize(@Nullable String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        int id = registry.idOf(schema);
        Buffers own = buffers.get();
        own.out.reset();
        own.out.write(MAGIC);
        own.out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        own.encoder = EncoderFactory.get().directBinaryEncoder(own.out, own.encoder);
        try {
            writer.write(record, own.encoder);
            own.encoder.flush();
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException("A %s can't be written.".formatted(schema.getName()), e);
        }
        return own.out.toByteArray();
    }

    @Override
    public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new SerializationException(
                    "A record of %d bytes does not start with 0x00 and a content id; write it with the registry's serde."
                            .formatted(bytes.length));
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        SpecificDatumReader<T> reader = readerById.computeIfAbsent(id, this::reader);
        Buffers own = buffers.get();
        try {
            return reader.read(null, own.decoder.over(bytes, HEADER_BYTES));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "A record of %d bytes is no %s.".formatted(bytes.length, schema.getName()), e);
        }
    }

    /** What stands before each binary record that this serde writes. Waits for the registry the first time. */
    public byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putInt(registry.idOf(schema))
                .array();
    }

    /** Index of the binary record's first byte if it was written by this serde's very schema, which then need not be resolved; else -1. */
    public int startOfOwn(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            return -1;
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        Boolean known = isOwnById.get(id);
        if (known == null) {
            known = registry.byId(id).equals(schema);
            isOwnById.put(id, known);
        }
        return known ? HEADER_BYTES : -1;
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // Everything is given to the constructor.
    }

    @Override
    public void close() {
        // The registry is shared and closed by its owner.
    }

    /** As the record's own, but finds records by the class loader that this record came from. */
    private static SpecificData dataOf(Class<?> type) {
        SpecificData data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        return data;
    }

    private SpecificDatumReader<T> reader(int id) {
        try {
            return new SpecificDatumReader<>(registry.byId(id), schema, data);
        } catch (AvroRuntimeException e) {
            throw new SerializationException("Content id %d is no Avro schema.".formatted(id), e);
        }
    }

    private static final class Buffers {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

        final BoundedDecoder decoder = new BoundedDecoder();

        @Nullable
        BinaryEncoder encoder;
    }
}
