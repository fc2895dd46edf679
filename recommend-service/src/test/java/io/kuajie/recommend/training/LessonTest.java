package io.kuajie.recommend.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import io.kuajie.recommend.domain.topics.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LessonTest {
    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
    private static final @Nullable String[] DOMAINS = {"beauty", null, "course", "beauty"};
    private static final Texts TEXTS = new Texts(
            new int[] {0, 2, 3},
            new int[] {1, 0, 1},
            List.of("serum", "护肤"),
            List.of(new int[] {0, 1}, new int[] {1}, new int[0]),
            List.of(new int[] {3, 1}, new int[] {2}, new int[0]));
    private static final List<Row> ROWS = List.of(
            new Row(new int[] {0, 2}, new long[] {7, 9}),
            new Row(new int[] {3, 1, 0}, new long[] {1, 2, 3}),
            new Row(new int[] {2, 3}, new long[] {4, 5}));

    @Test
    void read_whatWasWritten_isTheSameSnapshotAndOrder() throws IOException {
        // Given
        byte[] bytes = written();

        // When
        Lesson read = Lesson.read(new DataInputStream(new ByteArrayInputStream(bytes)));

        // Then
        Snapshot expected = Snapshot.of(ROWS, DOMAINS.length, item -> DOMAINS[item]);
        assertThat(read.snapshot().itemByPlace()).isEqualTo(expected.itemByPlace());
        assertThat(read.snapshot().domainByPlace()).isEqualTo(expected.domainByPlace());
        assertThat(read.snapshot().data().columns()).isEqualTo(expected.data().columns());
        assertThat(read.snapshot().data().times()).isEqualTo(expected.data().times());
        assertThat(read.texts().items()).isEqualTo(TEXTS.items());
        assertThat(read.texts().shelves()).isEqualTo(TEXTS.shelves());
        assertThat(read.texts().words()).isEqualTo(TEXTS.words());
        assertThat(read.texts().wordsByText()).containsExactlyElementsOf(TEXTS.wordsByText());
        assertThat(read.texts().timesByText()).containsExactlyElementsOf(TEXTS.timesByText());
        assertThat(read.order()).isEqualTo(new Lesson.Order("m", NOW, null, true));
    }

    @Test
    void read_bytesThatEndEarlyOrAreOthers_isRefused() throws IOException {
        byte[] bytes = written();
        for (int size = 0; size < bytes.length; size++) {
            DataInputStream cut = new DataInputStream(new ByteArrayInputStream(bytes, 0, size));
            assertThatThrownBy(() -> Lesson.read(cut)).isInstanceOf(IOException.class);
        }
        bytes[0]++;
        assertThatThrownBy(() -> Lesson.read(new DataInputStream(new ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class);
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Lesson.write(
                new Lesson.Order("m", NOW, null, true),
                TEXTS,
                DOMAINS.length,
                item -> DOMAINS[item],
                ROWS.iterator(),
                new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
