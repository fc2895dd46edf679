package io.kuajie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void forget_folderOfSomethingElse_isRefusedAndLeftAlone() throws IOException {
        // Given
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        // When, Then
        assertThatThrownBy(() -> DataFolder.forget(folder)).hasMessageContaining("holds something else");
        assertThat(precious).exists();
    }

    @Test
    void forget_dataFolder_deletesAllOfIt() throws IOException {
        // Given
        Path data = folder.resolve("data");
        try (DataFolder opened = DataFolder.open(data)) {
            Files.writeString(opened.folder("logs").resolve("ingest.log"), "x");
        }

        // When
        DataFolder.forget(data);

        // Then
        assertThat(data).doesNotExist();
    }

    @Test
    void open_folderInUse_isRefused() {
        // Given
        try (DataFolder first = DataFolder.open(folder)) {
            // When, Then
            assertThatThrownBy(() -> DataFolder.open(first.path())).hasMessageContaining("Another stack");
        }
    }

    @Test
    void keys_readAgain_areTheSameAndTheirFileIsTheOwnersAlone() throws IOException {
        // Given
        Path file = folder.resolve("keys.properties");
        Keys first = Keys.in(file);
        String key = first.writeKey(Partner.ACADEMY);

        // When
        Keys again = Keys.in(file);

        // Then
        assertThat(again.writeKey(Partner.ACADEMY)).isEqualTo(key).isNotEqualTo(again.storefrontKey(Partner.ACADEMY));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
