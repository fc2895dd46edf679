package io.kuajie.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.kuajie.embedded.Servers;
import io.kuajie.events.Erasure;
import io.kuajie.events.Offer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvroSerdeIT {
    private static final String TOPIC = "erasures";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z").truncatedTo(ChronoUnit.MILLIS);

    private final Servers servers = Servers.shared();
    private final SchemaRegistry registry = new SchemaRegistry(servers.registryUrl());
    private final AvroSerde<Erasure> serde = AvroSerde.of(registry, Erasure.class);

    @AfterAll
    void close() {
        registry.close();
    }

    @Test
    void ourRecord_readByTheStockSerde_isTheSame() {
        try (AvroKafkaDeserializer<Erasure> stock = new AvroKafkaDeserializer<>()) {
            // Given
            stock.configure(stockSettings(), false);

            // When
            Erasure read = stock.deserialize(TOPIC, serde.serialize(TOPIC, erasure("academy:甲")));

            // Then
            assertThat(read).isEqualTo(erasure("academy:甲"));
        }
    }

    @Test
    void stockRecord_readByOurSerde_isTheSame() {
        try (AvroKafkaSerializer<Erasure> stock = new AvroKafkaSerializer<>()) {
            // Given
            stock.configure(stockSettings(), false);

            // When
            Erasure read = serde.deserialize(TOPIC, stock.serialize(TOPIC, erasure("academy:乙")));

            // Then
            assertThat(read).isEqualTo(erasure("academy:乙"));
        }
    }

    /** The stock serializer registers each of these records by itself, and refers to the inner one twice. */
    @Test
    void recordsWithinRecords_ofTheStockSerdeAsItComes_areRead() {
        // Given
        Schema price = SchemaBuilder.record("Price")
                .namespace("some.shop")
                .fields()
                .requiredInt("cents")
                .endRecord();
        Schema item = SchemaBuilder.record("Item")
                .namespace("some.shop")
                .fields()
                .name("price")
                .type(price)
                .noDefault()
                .endRecord();
        Schema order = SchemaBuilder.record("Order")
                .namespace("some.shop")
                .fields()
                .name("item")
                .type(item)
                .noDefault()
                .name("total")
                .type(price)
                .noDefault()
                .endRecord();
        GenericRecord cents =
                new GenericRecordBuilder(price).set("cents", 1_900).build();
        GenericRecord written = new GenericRecordBuilder(order)
                .set("item", new GenericRecordBuilder(item).set("price", cents).build())
                .set("total", cents)
                .build();
        try (AvroKafkaSerializer<GenericRecord> stock = new AvroKafkaSerializer<>()) {
            stock.configure(
                    Map.of(
                            "apicurio.registry.url",
                            servers.registryUrl().toString(),
                            "apicurio.registry.auto-register",
                            true),
                    false);

            // When
            GenericRecord read = AnyAvro.read(registry, stock.serialize("orders", written));

            // Then
            assertThat(read).isEqualTo(written);
        }
    }

    @Test
    void ourBytes_andTheStockBytes_areTheSame() {
        try (AvroKafkaSerializer<Erasure> stock = new AvroKafkaSerializer<>()) {
            // Given
            byte[] ours = serde.serialize(TOPIC, erasure("academy:丙"));
            stock.configure(stockSettings(), false);

            // When
            byte[] theirs = stock.serialize(TOPIC, erasure("academy:丙"));

            // Then
            assertThat(theirs).isEqualTo(ours);
        }
    }

    @Test
    void tombstone_bothWays_isNull() {
        assertThat(serde.serialize(TOPIC, null)).isNull();
        assertThat(serde.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void recordOfAnOlderWriter_isReadWithDefaults() throws Exception {
        // Given
        byte[] older = olderOffer();

        // When
        Offer read = AvroSerde.of(registry, Offer.class).deserialize("offers", older);

        // Then
        assertThat(read).isNotNull();
        assertThat(read.getCampaign()).isEqualTo("campaign");
        assertThat(read.getItems()).isEmpty();
        assertThat(read.getPercentOff()).isNull();
    }

    @Test
    void startOfOwn_isBehindTheHeaderOfThisVerySchemaAlone() throws Exception {
        byte[] ours = Objects.requireNonNull(serde.serialize(TOPIC, erasure("academy:x")));

        assertThat(serde.startOfOwn(ours)).isEqualTo(5);
        assertThat(AvroSerde.of(registry, Offer.class).startOfOwn(ours)).isNegative();
        assertThat(AvroSerde.of(registry, Offer.class).startOfOwn(olderOffer())).isNegative();
        assertThat(serde.startOfOwn(new byte[] {0, 0, 0})).isNegative();
        assertThat(serde.startOfOwn("{\"leaf\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isNegative();
    }

    @Test
    void bytesWithoutHeader_areRefused() {
        for (byte[] garbage : List.of(new byte[0], new byte[] {0, 0, 0}, "{\"leaf\":\"x\"}".getBytes())) {
            assertThatThrownBy(() -> serde.deserialize(TOPIC, garbage)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void unknownContentId_isRefused() {
        assertThatThrownBy(() -> serde.deserialize(TOPIC, header(2_000_000_000)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("2000000000");
    }

    @Test
    void garbageBehindAGoodHeader_isRefusedOrRead_neverAnotherError() {
        // Given
        Random random = new Random(7);
        byte[] good = Objects.requireNonNull(serde.serialize(TOPIC, erasure("academy:x")));
        int refused = 0;

        // When
        for (int round = 0; round < 20_000; round++) {
            byte[] garbage = good.clone();
            for (int changed = 0; changed <= random.nextInt(4); changed++) {
                garbage[5 + random.nextInt(garbage.length - 5)] = (byte) random.nextInt(256);
            }
            refused += isRefused(garbage) ? 1 : 0;
        }

        // Then
        assertThat(refused).isPositive();
    }

    @Test
    void lengthBeyondTheRecord_isRefusedWithoutTakingTheMemory() {
        // Given: a string said to be of 1 GiB.
        byte[] huge = {0, 0, 0, 0, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08, 'a', 'b'};
        ByteBuffer.wrap(huge).putInt(1, registry.idOf(Erasure.getClassSchema()));

        // When, Then
        assertThatThrownBy(() -> serde.deserialize(TOPIC, huge)).isInstanceOf(SerializationException.class);
    }

    @Test
    void recordWithEveryKindOfField_writtenAndRead_isTheSame() {
        // Given
        Offer offer = Offer.newBuilder()
                .setCampaign("c1")
                .setKind("coupon")
                .setTitle("护肤课学员专享")
                .setTitles(Map.of("en", "For students", "zh-CN", "学员专享"))
                .setIssuer("blossom")
                .setHost("academy")
                .setDomain("beauty")
                .setItems(List.of("blossom:1", "blossom:2"))
                .setPercentOff(12.5)
                .setStartsAt(NOON)
                .setEndsAt(NOON.plusSeconds(60))
                .setVersion(3)
                .build();
        AvroSerde<Offer> offers = AvroSerde.of(registry, Offer.class);

        // When
        Offer read = offers.deserialize("offers", offers.serialize("offers", offer));

        // Then
        assertThat(read).isEqualTo(offer);
    }

    @Test
    void newSchema_registeredByManyAtOnce_getsOneId() throws Exception {
        // Given
        Schema schema = SchemaBuilder.record("Race" + System.nanoTime())
                .namespace("io.kuajie.test")
                .fields()
                .requiredString("leaf")
                .endRecord();
        Callable<Integer> task = () -> {
            try (SchemaRegistry own = new SchemaRegistry(servers.registryUrl())) {
                return own.idOf(schema);
            }
        };

        // When
        List<Integer> ids = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> id : threads.invokeAll(
                    java.util.stream.Stream.generate(() -> task).limit(12).toList())) {
                ids.add(id.get());
            }
        }

        // Then
        assertThat(ids).hasSize(12).containsOnly(ids.getFirst());
        assertThat(ids.getFirst()).isPositive();
    }

    /** A record whose writer knows only the required fields. */
    private byte[] olderOffer() throws Exception {
        Schema older = SchemaBuilder.record("Offer")
                .namespace("io.kuajie.events")
                .fields()
                .requiredString("campaign")
                .requiredString("kind")
                .requiredString("title")
                .requiredString("issuer")
                .requiredString("host")
                .requiredString("domain")
                .requiredLong("starts_at")
                .requiredLong("ends_at")
                .requiredLong("version")
                .endRecord();
        GenericRecord record = new GenericData.Record(older);
        older.getFields()
                .forEach(field -> record.put(
                        field.pos(), field.schema().getType() == Schema.Type.LONG ? (Object) 0L : field.name()));
        return bytes(registry.idOf(older), record);
    }

    private boolean isRefused(byte[] bytes) {
        try {
            serde.deserialize(TOPIC, bytes);
            return false;
        } catch (SerializationException e) {
            return true;
        }
    }

    private static Erasure erasure(String leaf) {
        return Erasure.newBuilder()
                .setLeaf(leaf)
                .setRequest("r1")
                .setRequestedAt(NOON)
                .build();
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();
    }

    private static byte[] bytes(int id, GenericRecord record) throws java.io.IOException {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private Map<String, Object> stockSettings() {
        return Map.of(
                "apicurio.registry.url",
                servers.registryUrl().toString(),
                "apicurio.registry.auto-register",
                true,
                "apicurio.registry.artifact.group-id",
                "kuajie",
                "apicurio.registry.use-specific-avro-reader",
                true,
                "apicurio.registry.avro-datum-provider",
                "io.apicurio.registry.serde.avro.DefaultAvroDatumProvider");
    }
}
