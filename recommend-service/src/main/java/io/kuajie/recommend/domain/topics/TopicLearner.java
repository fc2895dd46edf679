package io.kuajie.recommend.domain.topics;

import io.kuajie.recommend.domain.topics.Topics.Figures;
import io.kuajie.recommend.domain.topics.Topics.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns the topics of items by {@link GibbsSampler}, from what people dealt with: one text for each person, of what all of their items
 * say. What a single item says is short, and its brand and its phrases stand together there as firmly as what it is about; over the
 * items of a person only the latter does (Hong, Davison: Empirical study of topic modeling in Twitter, 2010, for such texts of people).
 *
 * <p>How many topics there are is chosen by {@link HiddenWords}: twice as many as long as that foretells the words of hidden items better.
 * Where topics do not foretell them clearly better than the words' frequencies there are none. The same input and seed give the same topics.
 * Time is bounded by the number of words, a million of all people: some two hundred
 * sweeps over them for each number of topics.
 */
public final class TopicLearner {
    private static final int[] SIZES = {4, 8, 16, 32, 64, 128};

    /** Every so many people's items are halved and hidden while the number is chosen. */
    private static final int HIDDEN = 5;

    private static final int LEAST_PEOPLE = 100;
    private static final int LEAST_WORDS = 20;
    private static final int MOST_PEOPLE = 10_000;
    private static final int MOST_ITEMS = 12;

    /** Of all people, which bounds time and memory. */
    private static final long MOST_TOKENS = 1_000_000;

    /** By what share less perplexity is clearly better. */
    private static final double CLEARLY = 0.01;

    /** What is presumed of all topics together in what a person dealt with, in items: words of one are not drawn one by one. */
    private static final double ITEMS_PRESUMED = 2;

    /** What is presumed of each word in each topic. */
    private static final double WORD = 0.05;

    private static final int SWEEPS_TO_CHOOSE = 40;
    private static final int SWEEPS = 100;
    private static final int SAMPLES = 8;
    private static final int SWEEPS_A_SAMPLE = 4;

    /** Of a topic, whether they stand together tells whether it is one. */
    private static final int TOP_WORDS = 10;

    private final long seed;
    private final Consumer<String> progress;

    public TopicLearner(long seed, Consumer<String> progress) {
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Null where there are too few people, or no topics.
     *
     * @param itemsByPerson numbers of the items that each dealt with, which are different ones
     */
    public @Nullable Topics learn(Texts texts, List<int[]> itemsByPerson) {
        List<int[]> known = people(texts, itemsByPerson);
        KeptWords kept = KeptWords.of(texts, known);
        Corpus corpus = Corpus.of(texts, kept::isKept);
        List<int[]> people = within(corpus, known);
        if (people.size() < LEAST_PEOPLE || corpus.words().size() < LEAST_WORDS) {
            return null;
        }
        double presumed = ITEMS_PRESUMED * corpus.tokens().length / corpus.size();
        Corpus fit = corpus.joined(every(people, false));
        List<int[]> tested = every(people, true);
        HiddenWords hidden = new HiddenWords(corpus.joined(half(tested, 0)), corpus.joined(half(tested, 1)));
        double unigram = hidden.unigram(fit.counts(), WORD);
        double best = unigram;
        int chosen = 0;
        for (int size : SIZES) {
            double perplexity =
                    hidden.perplexity(learnt(fit, size, presumed, SWEEPS_TO_CHOOSE, new Figures(0, 0, 0, 0)), presumed);
            progress.accept(String.format(
                    Locale.ROOT, "topics: %d have a perplexity of %.1f, none %.1f", size, perplexity, unigram));
            if (!(perplexity < best * (1 - CLEARLY))) {
                break;
            }
            best = perplexity;
            chosen = size;
        }
        return chosen == 0
                ? null
                : learnt(
                        corpus.joined(people),
                        chosen,
                        presumed,
                        SWEEPS,
                        new Figures(texts.size(), people.size(), best, unigram));
    }

    /** Numbers of the texts of people who dealt with two of them or more. */
    private static List<int[]> people(Texts texts, List<int[]> itemsByPerson) {
        Map<Integer, Integer> textByItem = new HashMap<>();
        for (int text = 0; text < texts.size(); text++) {
            textByItem.put(texts.items()[text], text);
        }
        return itemsByPerson.stream()
                .map(items -> IntStream.of(items)
                        .mapToObj(textByItem::get)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .filter(items -> items.length > 1)
                .limit(MOST_PEOPLE)
                .map(TopicLearner::some)
                .toList();
    }

    /** As many of them as have no more words together than may be learnt from. */
    private static List<int[]> within(Corpus corpus, List<int[]> people) {
        List<int[]> some = new ArrayList<>();
        long tokens = 0;
        for (int[] person : people) {
            for (int text : person) {
                tokens += corpus.starts()[text + 1] - corpus.starts()[text];
            }
            if (tokens > MOST_TOKENS) {
                break;
            }
            some.add(person);
        }
        return some;
    }

    /** Evenly taken, where they are very many. */
    private static int[] some(int[] items) {
        int size = Math.min(MOST_ITEMS, items.length);
        return IntStream.range(0, size)
                .map(place -> items[place * items.length / size])
                .toArray();
    }

    private static List<int[]> every(List<int[]> people, boolean isTested) {
        return IntStream.range(0, people.size())
                .filter(person -> (person % HIDDEN == 0) == isTested)
                .mapToObj(people::get)
                .toList();
    }

    private static List<int[]> half(List<int[]> people, int remainder) {
        return people.stream()
                .map(items -> IntStream.range(0, items.length)
                        .filter(place -> place % 2 == remainder)
                        .map(place -> items[place])
                        .toArray())
                .toList();
    }

    private Topics learnt(Corpus corpus, int size, double presumed, int sweeps, Figures figures) {
        GibbsSampler sampler = new GibbsSampler(corpus, size, presumed / size, WORD, seed);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            sampler.sweep();
        }
        double[] chances = new double[corpus.words().size() * size];
        double[] totals = new double[size];
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int sweep = 0; sweep < SWEEPS_A_SAMPLE; sweep++) {
                sampler.sweep();
            }
            sampler.addChances(chances);
            sampler.addTotals(totals);
        }
        float[] means = new float[chances.length];
        for (int place = 0; place < means.length; place++) {
            means[place] = (float) (chances[place] / SAMPLES);
        }
        List<Topic> topics = new ArrayList<>();
        Coherence coherence = new Coherence(corpus);
        double all = Arrays.stream(totals).sum();
        for (int topic = 0; topic < size; topic++) {
            topics.add(new Topic(totals[topic] / all, coherence.of(Topics.top(means, size, topic, TOP_WORDS))));
        }
        return new Topics(corpus.words(), topics, means, figures);
    }
}
