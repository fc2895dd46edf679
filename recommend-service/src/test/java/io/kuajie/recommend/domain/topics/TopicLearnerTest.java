package io.kuajie.recommend.domain.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicLearnerTest {
    private static final int TOPICS = 8;
    private static final int ITEMS = 400;
    private static final int PEOPLE = 600;

    private static final Topics LEARNT = Objects.requireNonNull(learnt(ITEMS, TOPICS, PEOPLE));

    @Test
    void learn_itemsOfKnownTopics_findsThem() {
        // When
        Set<String> found = new TreeSet<>();
        for (int topic = 0; topic < LEARNT.size(); topic++) {
            List<String> words = LEARNT.top(topic, 6);
            String name = words.getFirst().substring(0, words.getFirst().indexOf('-') + 1);
            assertThat(words).as("topic %d", topic).allMatch(word -> word.startsWith(name));
            found.add(name);
        }

        // Then
        assertThat(LEARNT.size()).isEqualTo(TOPICS);
        assertThat(found).hasSize(TOPICS);
    }

    @Test
    void learn_itemsOfKnownTopics_foretellsHiddenWordsBetterThanTheirFrequencies() {
        // Given
        Topics.Figures figures = LEARNT.figures();

        // Then
        assertThat(figures.texts()).isEqualTo(ITEMS);
        assertThat(figures.people()).isEqualTo(PEOPLE);
        assertThat(figures.perplexity()).isLessThan(0.7 * figures.unigram());
        assertThat(LEARNT.coherence()).isGreaterThan(0.1);
        assertThat(LEARNT.topics().stream().mapToDouble(Topics.Topic::share).sum())
                .isBetween(0.99, 1.01);
    }

    @Test
    void learn_wordsThatPeopleDoNotKeepTo_knowsNoneOfThem() {
        assertThat(LEARNT.words()).isNotEmpty().noneMatch(word -> word.startsWith("brand-"));
    }

    @Test
    void fold_textsWithNoWordInCommon_areNearIfTheyAreOfOneTopic() {
        // Given
        Mix one = fold("5-0", "5-2", "5-4", "5-6");
        Mix other = fold("5-1", "5-3", "5-5", "5-7");
        Mix stranger = fold("6-1", "6-3", "6-5", "6-7");

        // Then
        assertThat(one.topics()[0]).isEqualTo(other.topics()[0]).isNotEqualTo(stranger.topics()[0]);
        assertThat(one.weights()[0]).isGreaterThan(0.4f);
    }

    @Test
    void fold_newTexts_areOfTheTopicThatTheyWereMadeOf() {
        // Given
        GeneratedItems later = new GeneratedItems(ITEMS, TOPICS, 9);
        int right = 0;

        // When
        for (int text = 0; text < 200; text++) {
            List<String> words = later.text(text % TOPICS);
            Mix mix = LEARNT.fold(words, GeneratedItems.ones(words));
            boolean isRight =
                    mix.size() > 0 && LEARNT.top(mix.topics()[0], 1).getFirst().startsWith(text % TOPICS + "-");
            right += isRight ? 1 : 0;
        }

        // Then
        assertThat(right).isGreaterThan(180);
    }

    @Test
    void fold_fewWordsOrUnknownOnes_saysLessOrNothing() {
        assertThat(fold("5-0").weights()[0])
                .isLessThan(fold("5-0", "5-1", "5-2", "5-3").weights()[0]);
        assertThat(fold("unheard", "of").size()).isZero();
        assertThat(fold().size()).isZero();
    }

    @Test
    void learn_sameItemsAndSeed_givesTheSame() {
        // When
        Topics again = Objects.requireNonNull(learnt(ITEMS, TOPICS, PEOPLE));

        // Then
        assertThat(again.chances()).isEqualTo(LEARNT.chances());
        assertThat(again.topics()).isEqualTo(LEARNT.topics());
        assertThat(again.words()).isEqualTo(LEARNT.words());
    }

    @Test
    void learn_wherePeopleKeepToNothing_findsNoTopics() {
        assertThat(learnt(ITEMS, 1, PEOPLE)).isNull();
        assertThat(learnt(ITEMS, TOPICS, 50)).isNull();
        assertThat(new TopicLearner(1, note -> {}).learn(Texts.NONE, List.of())).isNull();
    }

    private static Mix fold(String... words) {
        return LEARNT.fold(List.of(words), GeneratedItems.ones(List.of(words)));
    }

    private static @Nullable Topics learnt(int items, int topics, int people) {
        GeneratedItems generated = new GeneratedItems(items, topics, 3);
        return new TopicLearner(1, note -> {}).learn(generated.texts(), generated.people(people));
    }
}
