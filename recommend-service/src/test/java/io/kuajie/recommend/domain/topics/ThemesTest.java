package io.kuajie.recommend.domain.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.topics.Topics.Figures;
import io.kuajie.recommend.domain.topics.Topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By two topics: of the words serum and cream, and of the words lens and tripod. */
class ThemesTest {
    private static final int COURSES = 0;
    private static final int SHOP = 1;
    private static final int SKIN_CARE = 0;
    private static final int PHOTOGRAPHY = 1;

    private final Likenesses likenesses = new Likenesses();
    private final Themes themes = new Themes();

    @Test
    void use_itemsAreKnown_foldsAllIn() {
        // Given
        put(1, SHOP, "serum", "night");
        put(2, SHOP, "lens");
        assertThat(themes.current()).isNull();

        // When
        themes.use(topics(), likenesses);

        // Then
        assertThat(newest(SKIN_CARE, SHOP)).containsExactly(1);
        assertThat(newest(PHOTOGRAPHY, SHOP)).containsExactly(2);
        assertThat(newest(SKIN_CARE, COURSES)).isEmpty();
    }

    @Test
    void put_newItem_isTheNewestOfItsTopicAtOnce() {
        // Given
        themes.use(topics(), likenesses);
        put(1, SHOP, "serum");

        // When
        put(2, SHOP, "cream");

        // Then
        assertThat(newest(SKIN_CARE, SHOP)).containsExactly(2, 1);
    }

    @Test
    void put_textThatHasChanged_movesTheItem() {
        // Given
        themes.use(topics(), likenesses);
        put(1, SHOP, "serum");

        // When
        put(1, COURSES, "lens", "tripod");

        // Then
        assertThat(newest(SKIN_CARE, SHOP)).isEmpty();
        assertThat(newest(PHOTOGRAPHY, COURSES)).containsExactly(1);
    }

    @Test
    void remove_oneOfTheNewest_bringsUpTheNextOne() {
        // Given
        themes.use(topics(), likenesses);
        IntStream.range(0, Members.NEWEST + 5).forEach(item -> put(item, SHOP, "serum"));
        assertThat(newest(SKIN_CARE, SHOP))
                .hasSize(Members.NEWEST)
                .startsWith(20, 19)
                .endsWith(5);

        // When
        remove(19);
        remove(2);

        // Then
        assertThat(newest(SKIN_CARE, SHOP))
                .hasSize(Members.NEWEST)
                .startsWith(20, 18)
                .endsWith(4);
        assertThat(Objects.requireNonNull(themes.current()).of(19).size()).isZero();
    }

    @Test
    void use_none_forgetsWhatItemsAreAbout() {
        // Given
        themes.use(topics(), likenesses);

        // When
        themes.use(null, likenesses);
        put(1, SHOP, "serum");

        // Then
        assertThat(themes.current()).isNull();
    }

    @Test
    void use_sameTopicsAgain_changesNothing() {
        // Given
        themes.use(topics(), likenesses);
        ItemTopics before = themes.current();

        // When: read from a file again, say
        themes.use(topics(), likenesses);

        // Then
        assertThat(themes.current()).isSameAs(before);
    }

    @Test
    void use_topicsThatDifferInOneChance_foldsAgain() {
        // Given
        themes.use(topics(), likenesses);
        put(1, SHOP, "serum");
        put(2, SHOP, "tripod");
        Topics other = topics();
        other.chances()[7] = 0.001f;
        other.chances()[6] = 0.5f;

        // When
        themes.use(other, likenesses);

        // Then
        assertThat(newest(SKIN_CARE, SHOP)).containsExactly(2, 1);
    }

    @Test
    void of_manyItems_takesTheMostPopularOfLargeShelvesAndAllOfSmallOnes() {
        // Given
        IntStream.range(0, 300).forEach(item -> put(item, SHOP, "serum"));
        IntStream.range(300, 310).forEach(item -> put(item, COURSES, "lens"));

        // When
        Texts texts = Texts.of(likenesses, item -> item == 309 ? 0 : item + 1, 100);

        // Then
        assertThat(texts.words()).containsExactlyInAnyOrder("serum", "lens");
        int lens = texts.words().indexOf("lens");
        long courses =
                texts.wordsByText().stream().filter(words -> words[0] == lens).count();
        assertThat(courses).isEqualTo(9);
        assertThat(texts.size()).isEqualTo(100);
        assertThat(texts.items()).contains(299, 300).doesNotContain(0, 309);
    }

    private void put(int item, int shelf, String... words) {
        Map<String, Integer> counts = new TreeMap<>();
        List.of(words).forEach(word -> counts.put(word, 3));
        likenesses.put(item, shelf, counts);
        likenesses.text(item, themes::put);
    }

    private void remove(int item) {
        likenesses.remove(item);
        themes.remove(item);
    }

    private List<Integer> newest(int topic, int shelf) {
        List<Integer> items = new ArrayList<>();
        Objects.requireNonNull(themes.current()).newest(topic, shelf, (item, weight) -> items.add(item));
        return items;
    }

    private static Topics topics() {
        return new Topics(
                List.of("serum", "cream", "lens", "tripod"),
                List.of(new Topic(0.5, 0.5), new Topic(0.5, 0.5)),
                new float[] {0.5f, 0.001f, 0.5f, 0.001f, 0.001f, 0.5f, 0.001f, 0.5f},
                new Figures(100, 100, 2, 4));
    }
}
