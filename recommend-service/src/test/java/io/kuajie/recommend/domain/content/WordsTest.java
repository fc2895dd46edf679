package io.kuajie.recommend.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.items.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words words = new Words();

    @Test
    void of_englishTitle_hasStemsWithoutStopWords() {
        assertThat(words.of(item("Painting with the Watercolours", List.of(), ""), ""))
                .containsOnlyKeys("paint", "watercolour");
    }

    @Test
    void of_chineseTitle_hasPairsOfCharacters() {
        assertThat(words.of(item("零基础水彩", List.of(), ""), ""))
                .containsKeys("水彩", "基础")
                .doesNotContainKey("的");
    }

    @Test
    void of_fullWidthAndUpperCase_isLikeTheUsualForm() {
        assertThat(words.of(item("ＳＫＩＮ Care", List.of(), ""), ""))
                .isEqualTo(words.of(item("skin care", List.of(), ""), ""));
    }

    @Test
    void of_titleTagAndBrand_weighsThemDifferently() {
        assertThat(words.of(item("serum", List.of("retinol"), "Lumen"), ""))
                .isEqualTo(Map.of("serum", 3, "retinol", 2, "lumen", 1));
    }

    @Test
    void of_nothing_isEmpty() {
        assertThat(words.of(item("", List.of(), ""), "")).isEmpty();
    }

    @Test
    void of_description_addsItsWordsOnce() {
        assertThat(words.of(item("serum", List.of(), ""), "A serum of 30 ml with retinol."))
                .isEqualTo(Map.of("serum", 4, "ml", 1, "retinol", 1));
    }

    @Test
    void of_titlesOfOtherLanguages_countsEach() {
        // Given
        Item bilingual = new Item(
                ItemKey.parse("blossom:i"),
                new Domain("beauty"),
                "product",
                "口红",
                Map.of("zh-CN", "口红", "en", "Lipsticks"),
                "",
                List.of(),
                "",
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                false,
                Instant.EPOCH);

        // Then
        assertThat(words.of(bilingual, "")).isEqualTo(Map.of("口红", 3, "lipstick", 3));
    }

    @Test
    void of_aVeryLongText_isBounded() {
        // Given
        String text = IntStream.range(0, 5_000)
                .mapToObj(i -> "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26))
                .collect(Collectors.joining(" "));

        // Then
        assertThat(words.of(item("serum", List.of(), ""), text))
                .hasSize(Words.MOST_WORDS)
                .containsKey("serum");
    }

    private static Item item(String title, List<String> tags, String brand) {
        return new Item(
                ItemKey.parse("blossom:i"),
                new Domain("beauty"),
                "product",
                title,
                Map.of(),
                "",
                tags,
                brand,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                false,
                Instant.EPOCH);
    }
}
