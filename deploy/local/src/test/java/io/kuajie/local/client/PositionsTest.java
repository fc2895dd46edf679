package io.kuajie.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3@99; 3@99; true",
                "3@100; 3@99; true",
                "3@98; 3@99; false",
                "2@100; 3@99; false",
                "0@5,3@99; 3@99,0@5; true",
                "0@4,3@99; 3@99,0@5; false",
                "catalog.items/0:7,profile.state/3:99; 3@99; false",
                "''; ''; true",
                "''; 0@0; false"
            })
    void cover_positions_reachEachInItsPartition(String seen, String written, boolean covered) {
        // When, Then
        assertThat(Positions.parse(seen).cover(Positions.parse(written))).isEqualTo(covered);
    }
}
