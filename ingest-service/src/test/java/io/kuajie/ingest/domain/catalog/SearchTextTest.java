package io.kuajie.ingest.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchTextTest {
    @ParameterizedTest
    @CsvSource({
        "口红, true",
        "丝绒, true",
        "红丝, true",
        "velvet, true",
        "VEL, true",
        "elvet, false",
        "ＲＯＵＧＥ, true",
        "丝绒 rouge, true",
        "丝绒 mask, false",
        "红velvet, false",
        "'', true",
        "'!?', true",
        "24色, true",
        "4色, false"
    })
    void text_holdsTheWords_byTheirBeginningsOrAnywhereInChinese(String query, boolean expected) {
        // Given
        SearchText text = SearchText.of(Stream.of("口红丝绒Velvet Rouge 24色", null));
        // When / Then
        assertThat(text.holdsAll(SearchText.terms(query))).isEqualTo(expected);
    }
}
