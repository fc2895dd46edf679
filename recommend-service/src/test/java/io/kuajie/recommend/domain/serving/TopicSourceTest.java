package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.exposure.Shown;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.recommend.domain.topics.Topics.Figures;
import io.kuajie.recommend.domain.topics.Topics.Topic;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two topics, and two shops with an item on each. */
class TopicSourceTest {
    private static final Topics TOPICS = new Topics(
            List.of("护肤", "精华", "摄影", "镜头"),
            List.of(new Topic(0.5, 0.5), new Topic(0.5, 0.5)),
            new float[] {0.5f, 0.001f, 0.5f, 0.001f, 0.001f, 0.5f, 0.001f, 0.5f},
            new Figures(100, 100, 2, 4));

    private final Town town = new Town(true);
    private final Source source = new TopicSource(town.themes);
    private int read;

    @BeforeEach
    void settle() {
        town.list("academy:skin", "护肤", "courses");
        town.list("academy:photo", "摄影", "courses");
        for (String shop : List.of("blossom", "petal")) {
            town.list(shop + ":serum", "精华", "bottles");
            town.list(shop + ":lens", "镜头", "optics");
        }
        town.themes.use(TOPICS, town.likenesses);
    }

    @Test
    void find_shelfByShelf_weighsAnchorsOnce() {
        // Given
        Subject subject = subject("academy:skin");

        // When
        Board board = find(subject, "blossom", "petal");

        // Then
        assertThat(read).isEqualTo(1);
        assertThat(themes(board, "blossom:serum", "petal:serum")).allMatch(theme -> theme > 0);
        assertThat(themes(board, "blossom:lens", "petal:lens")).containsOnly(0.0);
    }

    @Test
    void find_forAnybody_isByTheirOwnAnchors() {
        // When
        Board board = find(subject("academy:photo"), "blossom");

        // Then
        assertThat(themes(board, "blossom:lens")).allMatch(theme -> theme > 0);
        assertThat(themes(board, "blossom:serum")).containsOnly(0.0);
    }

    @Test
    void find_afterTopicsHaveChanged_isByTheNewOnes() {
        // Given
        Subject subject = subject("academy:skin");
        find(subject, "blossom");
        Topics others =
                new Topics(List.of("护肤", "镜头", "精华", "摄影"), TOPICS.topics(), TOPICS.chances(), TOPICS.figures());

        // When
        town.themes.use(others, town.likenesses);

        // Then
        assertThat(themes(find(subject, "blossom"), "blossom:lens")).allMatch(theme -> theme > 0);
    }

    private Board find(Subject subject, String... shops) {
        Board board = new Board();
        Source own = source.by(subject);
        for (String shop : shops) {
            Shelf shelf = town.items.of(key(shop + ":serum")).shelf();
            own.find(subject, BEAUTY, shelf, 10, board);
        }
        return board;
    }

    /** What each has to do with the person's topics; 0 for what wasn't found. */
    private List<Double> themes(Board board, String... items) {
        return List.of(items).stream()
                .map(item -> town.items.of(key(item)).number())
                .map(number -> IntStream.range(0, board.size())
                        .filter(place -> board.item(place) == number)
                        .mapToDouble(board::theme)
                        .sum())
                .toList();
    }

    private Subject subject(String bought) {
        int item = town.items.of(key(bought)).number();
        int shelf = town.items.of(key(bought)).shelf().number();
        Anchor anchor = new Anchor(item, shelf, 1, null, 0, Anchor.NO_CATEGORY, Anchor.Naming.ITEM);
        List<Anchor> counted = new AbstractList<>() {
            @Override
            public Anchor get(int index) {
                if (index == 0) {
                    read++;
                }
                return anchor;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        return new Subject(
                null,
                null,
                counted,
                List.of(),
                new int[0],
                "",
                false,
                () -> PersonFacts.NOBODY,
                Shown.NOTHING,
                List.of());
    }
}
