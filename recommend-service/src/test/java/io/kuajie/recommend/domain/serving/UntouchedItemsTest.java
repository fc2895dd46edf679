package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.COURSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.serving.GeneratedTown.Said;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A generated town in which every fifth item is new: nobody has touched it, and people go on to deal with it later. */
class UntouchedItemsTest {
    private static final int LENGTH = 20;
    private static final List<Domain> DOMAINS = List.of(COURSE, BEAUTY);

    private static final GeneratedTown WITH_WORDS = new GeneratedTown(1, Said.ALL);
    private static final GeneratedTown WITH_TOPICS = new GeneratedTown(1, Said.ALL).withTopics();
    private static final GeneratedTown WITHOUT_WORDS = new GeneratedTown(1, Said.NOTHING);

    @Test
    void newItems_whoseWordsAreKnown_areShownToMoreOfThoseWhoDealWithThemLater() {
        // When
        int withWords = hits(WITH_WORDS, true);
        int without = hits(WITHOUT_WORDS, true);

        // Then
        assertThat(withWords).as("hits, against %d without words", without).isGreaterThan(2 * without);
    }

    @Test
    void lists_withNewItemsInThem_haveMoreOfWhatPeopleDealWithLater() {
        // When
        int withWords = hits(WITH_WORDS, true) + hits(WITH_WORDS, false);
        int without = hits(WITHOUT_WORDS, true) + hits(WITHOUT_WORDS, false);

        // Then
        assertThat(withWords).as("hits, against %d without words", without).isGreaterThan(without * 105 / 100);
    }

    @Test
    void lists_byWordsAndTopics_haveMoreOfWhatPeopleDealWithLater() {
        // When
        int newByWords = hits(WITH_WORDS, true);
        int newByBoth = hits(WITH_TOPICS, true);
        int byWords = newByWords + hits(WITH_WORDS, false);
        int byBoth = newByBoth + hits(WITH_TOPICS, false);

        // Then
        assertThat(newByBoth).as("hits, against %d without topics", newByWords).isGreaterThan(newByWords * 115 / 100);
        assertThat(byBoth).as("hits, against %d without topics", byWords).isGreaterThan(byWords);
    }

    @Test
    void newItems_thatSayNoMoreThanATitle_areShownToMoreOfThoseWhoDealWithThemLaterByTheirTopics() {
        // When
        int byWords = hits(new GeneratedTown(1, Said.TITLES), true);
        int byBoth = hits(new GeneratedTown(1, Said.TITLES).withTopics(), true);

        // Then
        assertThat(byBoth).as("hits, against %d without topics", byWords).isGreaterThan(byWords * 115 / 100);
    }

    @Test
    void knownItems_amongThemselves_areInNoWorseOrder() {
        // When
        int withWords = hitsAmongKnown(WITH_WORDS);
        int withTopics = hitsAmongKnown(WITH_TOPICS);
        int without = hitsAmongKnown(WITHOUT_WORDS);

        // Then
        assertThat(withWords).as("hits, against %d without words", without).isGreaterThan(without * 98 / 100);
        assertThat(withTopics).as("hits, against %d without words", without).isGreaterThan(without * 97 / 100);
    }

    @Test
    void newItems_inAnyList_areAboutWhatThePersonLikes() {
        for (Domain domain : DOMAINS) {
            // When
            double[] tastes = WITH_WORDS.people().stream()
                    .flatMapToDouble(person -> WITH_WORDS.list(person, domain, LENGTH).stream()
                            .filter(WITH_WORDS::isNew)
                            .mapToDouble(item -> WITH_WORDS.taste(person, item)))
                    .toArray();

            // Then: one interest of eight is an eighth of a person's taste in the mean
            assertThat(tastes).as("new items shown in %s", domain).hasSizeGreaterThan(100);
            assertThat(Arrays.stream(tastes).average().orElse(0)).isGreaterThan(2.0 / 8);
        }
    }

    /** What people deal with later, among the first of their lists without the new items. */
    private static int hitsAmongKnown(GeneratedTown town) {
        return DOMAINS.stream()
                .mapToInt(domain -> town.people().stream()
                        .mapToInt(person -> (int) town.list(person, domain, 2 * LENGTH).stream()
                                .filter(item -> !town.isNew(item))
                                .limit(LENGTH)
                                .filter(town.later(person)::contains)
                                .count())
                        .sum())
                .sum();
    }

    private static int hits(GeneratedTown town, boolean areNew) {
        return DOMAINS.stream()
                .mapToInt(domain -> town.hits(domain, LENGTH, (ItemKey item) -> town.isNew(item) == areNew))
                .sum();
    }
}
