package io.kuajie.ingest.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    @Test
    void next_fileWithMarkAndMixedEnds_givesLinesWithoutThem() throws IOException {
        // When
        List<Line> lines = read("\uFEFFa\r\n\nb\nc", 10);
        // Then
        assertThat(lines).extracting(LineReaderTest::text).containsExactly("a", "", "b", "c");
        assertThat(lines).extracting(Line::isTerminated).containsExactly(true, true, true, false);
        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void next_longLine_isCutAndSaid() throws IOException {
        // When
        List<Line> lines = read("x".repeat(200_000) + "\nshort\n", 100);
        // Then
        assertThat(lines).extracting(Line::isTooLong).containsExactly(true, false);
        assertThat(lines.getFirst().bytes()).hasSize(100);
        assertThat(text(lines.getLast())).isEqualTo("short");
    }

    @Test
    void next_emptyFile_hasNoLine() throws IOException {
        assertThat(read("", 10)).isEmpty();
    }

    private static List<Line> read(String text, int longest) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
        List<Line> lines = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }

    private static String text(Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
