package io.kuajie.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportFileTest {
    @Test
    void importName_isTheSameForTheSameContent(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("订单 2026/11.csv".replace('/', ',')), "a,b\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,c\n");
        // When
        String name = new ImportFile(file).importName();
        // Then
        assertThat(name).startsWith("订单-2026-11.csv-").matches("[\\p{L}\\p{N}._-]{1,100}");
        assertThat(new ImportFile(file).importName()).isEqualTo(name);
        assertThat(new ImportFile(other).importName()).isNotEqualTo(name);
    }

    @Test
    void open_handsOutAllBytesAndTellsHowMany(@TempDir Path folder) throws IOException {
        // Given
        byte[] content = new byte[50_000];
        Path file = Files.write(folder.resolve("file"), content);
        List<Long> told = new ArrayList<>();
        // When
        byte[] read;
        try (InputStream in = new ImportFile(file).open(Long.MAX_VALUE, told::add)) {
            read = in.readAllBytes();
        }
        // Then
        assertThat(read).isEqualTo(content);
        assertThat(told).isSorted().endsWith(50_000L);
    }

    @Test
    void file_thatIsNotThere_isNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> new ImportFile(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }
}
