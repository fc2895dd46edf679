package io.kuajie.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.local.Partner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedFileTest {
    private static final String LINES = "1,2,3,pv,1511658000\n1,2,3,buy,1511658002\n9,9,9,pv,15";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"max", "1000"})
    void read_anySpeed_givesTheFilesBytesAndCountsLines(String speed) throws IOException {
        // Given
        Source source = source(LINES);
        AtomicLong lines = new AtomicLong();

        // When
        byte[] read;
        try (PacedFile file = new PacedFile(source, Speed.parse(speed), 0, lines::set)) {
            read = file.readAllBytes();
        }

        // Then
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(LINES);
        assertThat(lines.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void due_doubleSpeed_isHalfTheTime() {
        // Given
        Instant first = Instant.ofEpochSecond(100);

        // When
        Duration due = new Speed(2).due(first, first.plusSeconds(60));

        // Then
        assertThat(due).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void facts_ofAFile_nameItByContentAndFindItsLastTime() throws IOException {
        // Given
        Source source = source(LINES);

        // When
        Source.Facts facts = source.facts();

        // Then
        assertThat(facts.lines()).isEqualTo(3);
        assertThat(facts.last()).contains(Instant.ofEpochSecond(1511658002));
        assertThat(facts.importName(Format.TAOBAO)).matches("taobao-[0-9a-f]{12}");
        assertThat(source(LINES + "x").facts().digest()).isNotEqualTo(facts.digest());
    }

    @Test
    void lines_ofEachFormat_tellUserAndTime() {
        // When, Then
        assertThat(Format.PAIRS.user("17\t42\t1")).contains("17");
        assertThat(Format.PAIRS.time("17\t42\t1")).isEmpty();
        assertThat(Format.SEGMENT_NDJSON.user("{\"userId\":\"u\"}")).contains("u");
        assertThat(Format.SEGMENT_NDJSON.time("{\"timestamp\":\"2026-01-01T08:00:00+08:00\"}"))
                .contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Format.SEGMENT_NDJSON.time("{")).isEmpty();
        assertThat(Format.TAOBAO.time("1,2,3,pv,x")).isEmpty();
    }

    private Source source(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("events.csv"), content);
        return new Source(new Partner("shop", "shop", "retail"), file, Format.TAOBAO);
    }
}
