package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedGlanceTest {
    private static final UUID REQUEST = UUID.fromString("0198f0aa-7c1e-7abc-8def-0123456789ab");
    /** What stands before Avro's own header of ten bytes is the record's. */
    private static final int HEADER = 10;

    private static final Deserializer<Served> WHOLE = ServedGlanceTest::whole;

    @Test
    void deserialize_knownList_isPassedOver() {
        // Given
        ServedGlance glance = new ServedGlance(WHOLE, bytes -> HEADER, REQUEST::equals);

        // When
        Served served = glance.deserialize("", bytes(list(REQUEST.toString())));

        // Then
        assertThat(served).isNull();
    }

    @Test
    void deserialize_unknownList_isReadWhole() {
        // Given
        Served list = list("0198f0aa-7c1e-7abc-8def-0123456789ff");

        // When
        Served served = new ServedGlance(WHOLE, bytes -> HEADER, REQUEST::equals).deserialize("", bytes(list));

        // Then
        assertThat(served).isEqualTo(list);
    }

    @Test
    void deserialize_ofAnotherSchema_isReadWhole() {
        // Given
        Served list = list(REQUEST.toString());

        // When
        Served served = new ServedGlance(WHOLE, bytes -> -1, REQUEST::equals).deserialize("", bytes(list));

        // Then
        assertThat(served).isEqualTo(list);
    }

    @Test
    void deserialize_idThatIsNoUuid_isReadWhole() {
        for (String id : List.of("r-1", "x".repeat(36), "")) {
            // Given
            Served list = list(id);

            // When
            Served served = new ServedGlance(WHOLE, bytes -> HEADER, any -> true).deserialize("", bytes(list));

            // Then
            assertThat(served).isEqualTo(list);
        }
    }

    @Test
    void deserialize_nothing_isLeftToTheReader() {
        assertThat(new ServedGlance(WHOLE, bytes -> HEADER, any -> true).deserialize("", null))
                .isNull();
    }

    private static Served list(String request) {
        return Served.newBuilder()
                .setRequestId(request)
                .setServedAt(Instant.parse("2026-03-01T08:00:00Z"))
                .setPartner("academy")
                .setItems(List.of())
                .setModel("m")
                .setFallback("none")
                .setTookMicros(1)
                .build();
    }

    private static byte[] bytes(Served served) {
        try {
            var buffer = served.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Served whole(String topic, byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : Served.fromByteBuffer(java.nio.ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
