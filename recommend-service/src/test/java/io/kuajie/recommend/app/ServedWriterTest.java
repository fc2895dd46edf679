package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedWriterTest {
    private static final byte[] HEADER = {0, 0, 0, 0, 7};

    private final SplittableRandom random = new SplittableRandom(1);
    private final ServedWriter writer = new ServedWriter(() -> HEADER);

    @Test
    void serialize_anyList_givesTheBytesThatAvroGives() throws IOException {
        for (int i = 0; i < 500; i++) {
            // Given
            Served list = list();

            // When
            byte[] bytes = writer.serialize("", list);

            // Then
            assertThat(bytes).isEqualTo(avro(list));
        }
    }

    @Test
    void serialize_nothing_isNothing() {
        assertThat(writer.serialize("", null)).isNull();
    }

    private static byte[] avro(Served list) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(HEADER);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(Served.class).write(list, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private Served list() {
        return new Served(
                text(),
                Instant.ofEpochMilli(random.nextLong(-1L << 40, 1L << 42)),
                text(),
                optional(),
                optional(),
                optional(),
                optional(),
                optional(),
                many().mapToObj(i -> item()).toList(),
                text(),
                text(),
                text(),
                many().mapToObj(i -> new Position(random.nextInt(-1, 1 << 20), random.nextLong()))
                        .toList(),
                many().mapToObj(i -> new ServedChoice(text(), random.nextDouble()))
                        .toList(),
                random.nextLong());
    }

    private ServedItem item() {
        return new ServedItem(
                text(),
                random.nextDouble(-1, 1),
                text(),
                optional(),
                random.nextDouble(),
                random.nextBoolean() ? random.nextDouble() : null);
    }

    private IntStream many() {
        return IntStream.range(0, random.nextInt(0, 25));
    }

    private @Nullable String optional() {
        return random.nextBoolean() ? text() : null;
    }

    private String text() {
        return "精x".repeat(random.nextInt(0, 60));
    }
}
