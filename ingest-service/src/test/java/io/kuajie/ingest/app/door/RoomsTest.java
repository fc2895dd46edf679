package io.kuajie.ingest.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoomsTest {
    private final Rooms rooms = new Rooms();

    @Test
    void take_afterOneWasGivenBack_isTheSame() {
        // Given
        byte[] room = rooms.take(100_000);
        rooms.giveBack(room);

        // When
        byte[] next = rooms.take(20_000);
        byte[] beside = rooms.take(20_000);

        // Then
        assertThat(next).isSameAs(room);
        assertThat(beside).isNotSameAs(room).hasSize(Rooms.sizeFor(20_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, Rooms.BYTES + 1, 4 * 1024 * 1024})
    void take_littleOrVeryMuch_isMadeAnew(int bytes) {
        // Given
        byte[] room = rooms.take(bytes);
        rooms.giveBack(room);

        // When
        byte[] next = rooms.take(bytes);

        // Then
        assertThat(next).isNotSameAs(room).hasSize(bytes);
    }

    @Test
    void giveBack_manyAtOnce_keepsFew() {
        // Given
        List<byte[]> many =
                Stream.generate(() -> rooms.take(Rooms.BYTES)).limit(100).toList();
        many.forEach(rooms::giveBack);

        // When
        long kept = Stream.generate(() -> rooms.take(Rooms.BYTES))
                .limit(100)
                .filter(room -> many.stream().anyMatch(known -> known == room))
                .count();

        // Then
        assertThat(kept).isEqualTo(8);
    }
}
