package io.kuajie.profile.domain.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTableTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 300})
    void readFrom_whatWasWritten_hasEachWordOnceAtItsNumber(int words) {
        // Given
        SplittableRandom random = new SplittableRandom(words);
        WordTable table = new WordTable();
        List<String> oracle = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String word = (i % 2 == 0 ? "护肤-" : "category-") + random.nextInt(words);
            if (!oracle.contains(word)) {
                oracle.add(word);
            }
            assertThat(table.indexOf(word)).isEqualTo(oracle.indexOf(word));
        }

        // When
        BinaryWriter out = new BinaryWriter();
        table.writeTo(out);
        String[] read = WordTable.readFrom(new BinaryReader(out.toBytes()));

        // Then
        assertThat(read).containsExactlyElementsOf(oracle);
    }
}
