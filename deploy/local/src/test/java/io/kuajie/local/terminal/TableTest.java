package io.kuajie.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "护肤,4", "《课》,6", "a护b,4", "ＡＢ,4", "é,1", "'',0"})
    void width_ofText_countsChineseTwice(String text, int columns) {
        // When, Then
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 20})
    void fit_anyWidth_takesExactlyThatManyColumns(int columns) {
        // When
        String fitted = DisplayWidth.fit("花间美妆abc", columns);

        // Then
        assertThat(DisplayWidth.of(fitted)).isEqualTo(columns);
    }

    @Test
    void lines_mixedScripts_standBelowEachOther() {
        // Given
        Table table = new Table("item", "offer").row("保湿精华", "券").row("serum", "20%");

        // When
        var lines = table.lines(80);

        // Then
        assertThat(lines).containsExactly("item      offer", "--------  -----", "保湿精华  券", "serum     20%");
    }

    @Test
    void lines_narrowTerminal_neverExceedIt() {
        // Given
        Table table = new Table("a", "b")
                .row("持妆粉底液·经典款·限定礼盒", "a long reason in plain words")
                .row("x", "y");

        // When
        var lines = table.lines(30);

        // Then
        assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(30));
    }
}
