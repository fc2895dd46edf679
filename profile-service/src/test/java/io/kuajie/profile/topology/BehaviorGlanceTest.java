package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.kernel.HalfLife;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.tone.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorGlanceTest {
    private static final Serde<Behavior> AVRO = PlainAvro.of(Behavior.class);
    private static final int HEADER = PlainAvro.header(Behavior.getClassSchema()).length;
    private static final Deserializer<Behavior> UNASKED = (topic, bytes) -> {
        throw new IllegalStateException("Avro's reader was asked.");
    };

    private static final Tone BY_HASH = new Tone() {
        @Override
        public double of(String text) {
            return text.hashCode();
        }

        @Override
        public void learn(String text, double rating) {
            throw new IllegalStateException("Who reads does not learn.");
        }
    };

    private final LeafNewsReader reader = new LeafNewsReader(new ProfileRules(
            partner -> new PartnerRules(HalfLife.ofDays(30), Map.of()),
            new LocalClocks(ZoneId.of("Asia/Shanghai")),
            BY_HASH,
            Optional::empty,
            () -> Segments.NONE,
            partner -> Optional.empty(),
            new KnownErasures(),
            new KnownRefusals(),
            reason -> {},
            new ProfileRules.Sweep(Duration.ofMillis(200), 3, Duration.ofSeconds(1))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void deserialize_anyRecord_tellsTheSameNewsAsAvro(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            // Given
            byte[] bytes = AVRO.serializer().serialize("", behavior(random));

            // When
            Behavior glanced = new BehaviorGlance(UNASKED, written -> HEADER).deserialize("", bytes);

            // Then
            assertThat(reader.behavior(glanced)).hasSize(1).isEqualTo(reader.behavior(whole(bytes)));
        }
    }

    @Test
    void deserialize_spoiltBytes_isWhatAvroMakesOfThem() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 3_000; i++) {
            // Given
            byte[] bytes = AVRO.serializer().serialize("", behavior(random));
            byte[] spoilt = Arrays.copyOf(
                    bytes, random.nextInt(4) == 0 ? random.nextInt(HEADER + 1, bytes.length) : bytes.length);
            spoilt[random.nextInt(HEADER, spoilt.length)] ^= (byte) (1 << random.nextInt(8));

            // When
            List<LeafNews> glanced = news(new BehaviorGlance(AVRO.deserializer(), written -> HEADER), spoilt);

            // Then
            assertThat(glanced).isEqualTo(news(AVRO.deserializer(), spoilt));
        }
    }

    @Test
    void deserialize_recordOfAnotherSchema_isLeftToAvro() {
        Behavior whole = behavior(new SplittableRandom(7));

        Behavior read = new BehaviorGlance((topic, bytes) -> whole, written -> -1).deserialize("", new byte[20]);

        assertThat(read).isSameAs(whole);
    }

    @Test
    void deserialize_tombstone_isLeftToAvro() {
        assertThat(new BehaviorGlance(AVRO.deserializer(), written -> HEADER).deserialize("", null))
                .isNull();
    }

    private List<LeafNews> news(Deserializer<Behavior> by, byte[] bytes) {
        Behavior read;
        try {
            read = by.deserialize("", bytes);
        } catch (RuntimeException e) {
            return List.of();
        }
        return reader.behavior(read);
    }

    private static Behavior whole(byte[] bytes) {
        return AVRO.deserializer().deserialize("", bytes);
    }

    /** Something in every field of the schema, and what makes sense in those that profiles ask for. */
    private static Behavior behavior(RandomGenerator random) {
        Behavior behavior = (Behavior) record(random, Behavior.getClassSchema());
        behavior.put("leaf", "academy:" + text(random).replace(':', '-') + "x");
        behavior.put("action", random.nextBoolean() ? "buy" : "Wheel Spun " + random.nextInt(100));
        behavior.put("domain", "beauty-" + random.nextInt(100));
        behavior.put("occurred_at", Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L)));
        behavior.put("item", random.nextBoolean() ? "academy:" + text(random) + "x" : null);
        behavior.put(
                "amount", random.nextBoolean() ? new Amount(random.nextLong() >> random.nextInt(64), "CNY") : null);
        behavior.put("position", new Position(random.nextInt(1000), random.nextLong() >>> (1 + random.nextInt(63))));
        return behavior;
    }

    private static SpecificRecord record(RandomGenerator random, Schema schema) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.getForClass(Behavior.class).newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(random, field.schema()));
        }
        return record;
    }

    private static @Nullable Object value(RandomGenerator random, Schema schema) {
        return switch (schema.getType()) {
            case STRING -> text(random);
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt();
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) (random.nextLong() >> random.nextInt(64))
                        : Instant.ofEpochMilli(random.nextLong() >> 20);
            case DOUBLE -> random.nextDouble(-10, 10);
            case UNION ->
                random.nextBoolean() ? null : value(random, schema.getTypes().get(1));
            case ARRAY -> texts(random);
            case MAP -> declared(random);
            case RECORD -> record(random, schema);
            default -> throw new IllegalArgumentException("Teach this test the type " + schema.getType());
        };
    }

    private static Map<String, String> declared(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of();
            case 1 -> Map.of("gender", "female", "region", "CN-GD");
            default -> Map.of("age", random.nextBoolean() ? "25-34" : text(random), text(random), text(random));
        };
    }

    private static List<String> texts(RandomGenerator random) {
        List<String> texts = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static String text(RandomGenerator random) {
        return (random.nextInt(4) == 0 ? "护肤" : "ab-").repeat(random.nextInt(40));
    }
}
