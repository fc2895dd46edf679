package io.kuajie.recommend.domain.topics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Topics that were learnt: how likely each word is in each. A text that comes later is folded in. Immutable. */
public final class Topics {
    /** Of all topics together in a text, what is presumed, in words: what texts of fewer words say is doubtful. */
    static final double PRESUMED = 2;

    private static final int ROUNDS = 12;

    /** Topics of less of a text are left out. */
    private static final double LEAST_WEIGHT = 0.1;

    private static final int MOST_TOPICS = 4;

    /**
     * How well they were learnt.
     *
     * @param texts how many they were learnt from
     * @param people who dealt with what these are of
     * @param perplexity of hidden items' words of people who were not learnt from: among how many words as good as drawn evenly
     * @param unigram the same without topics, by the words' frequencies alone
     */
    public record Figures(int texts, int people, double perplexity, double unigram) {}

    /**
     * One of them.
     *
     * @param share of all words
     * @param coherence mean normalised pointwise mutual information of its likeliest words, -1 to 1
     */
    public record Topic(double share, double coherence) {}

    private final List<String> words;
    private final List<Topic> topics;
    private final float[] chances;
    private final Figures figures;
    private final Map<String, Integer> numberByWord = new HashMap<>();
    /** What each topic's weight is multiplied by, 0 to 1. */
    private final float[] telling;

    /**
     * @param chances of each word in each topic, above 0; flat, by word and topic
     * @throws IllegalArgumentException if these are not as many
     */
    public Topics(List<String> words, List<Topic> topics, float[] chances, Figures figures) {
        if (chances.length != words.size() * topics.size()) {
            throw new IllegalArgumentException("%d words in %d topics have %d chances; it must be one for each of both."
                    .formatted(words.size(), topics.size(), chances.length));
        }
        this.words = List.copyOf(words);
        this.topics = List.copyOf(topics);
        this.chances = chances;
        this.figures = figures;
        for (int word = 0; word < this.words.size(); word++) {
            numberByWord.put(this.words.get(word), word);
        }
        this.telling = new float[topics.size()];
        for (int topic = 0; topic < telling.length; topic++) {
            telling[topic] = (float) telling(topics.get(topic), telling.length);
        }
    }

    public int size() {
        return topics.size();
    }

    public List<Topic> topics() {
        return topics;
    }

    public List<String> words() {
        return words;
    }

    /** By word and topic; not to be written. */
    public float[] chances() {
        return chances;
    }

    public Figures figures() {
        return figures;
    }

    /** Whether any text is folded alike into both. */
    boolean foldLike(Topics other) {
        return words.equals(other.words) && topics.equals(other.topics) && Arrays.equals(chances, other.chances);
    }

    /** Mean over the topics. */
    public double coherence() {
        return topics.stream().mapToDouble(Topic::coherence).average().orElse(0);
    }

    /** The topic's likeliest words, likeliest first. */
    public List<String> top(int topic, int count) {
        return IntStream.of(top(chances, size(), topic, count))
                .mapToObj(words::get)
                .toList();
    }

    /** Numbers of a topic's likeliest words. @param chances by word and topic @param topics how many there are */
    static int[] top(float[] chances, int topics, int topic, int count) {
        return IntStream.range(0, chances.length / topics)
                .boxed()
                .sorted(Comparator.comparingDouble(word -> -chances[word * topics + topic]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * What a text is about; nothing where no word is known. What most items are about, and topics whose words don't go together, count for
     * less or nothing, as they don't tell items apart.
     *
     * @param frequencies of each word, above 0
     */
    public Mix fold(List<String> text, float[] frequencies) {
        double[] counts = counts(text, frequencies);
        double all = Arrays.stream(counts).sum();
        if (all == 0) {
            return Mix.NOTHING;
        }
        for (int topic = 0; topic < counts.length; topic++) {
            counts[topic] *= telling[topic] / (all + PRESUMED);
        }
        int[] main = IntStream.range(0, counts.length)
                .filter(topic -> counts[topic] >= LEAST_WEIGHT)
                .boxed()
                .sorted(Comparator.comparingDouble(topic -> -counts[topic]))
                .limit(MOST_TOPICS)
                .mapToInt(Integer::intValue)
                .toArray();
        float[] weights = new float[main.length];
        for (int place = 0; place < weights.length; place++) {
            weights[place] = (float) counts[main[place]];
        }
        return new Mix(main, weights);
    }

    /** As {@link #counts(int[], float[], int, double)}, of a text whose words have no numbers. */
    private double[] counts(List<String> text, float[] frequencies) {
        int[] numbers = new int[text.size()];
        float[] times = new float[text.size()];
        int known = 0;
        for (int place = 0; place < numbers.length; place++) {
            Integer number = numberByWord.get(text.get(place));
            if (number != null) {
                numbers[known] = number;
                times[known++] = frequencies[place];
            }
        }
        return counts(numbers, times, known, PRESUMED);
    }

    /**
     * How much of a text is of each topic, in words: a fixed point, found from no topic in particular.
     *
     * @param text numbers of its words
     * @param times how often each stands there, parallel
     * @param size how many there are
     * @param presumed of all topics together, in words
     */
    double[] counts(int[] text, float[] times, int size, double presumed) {
        double[] counts = new double[size()];
        double[] next = new double[size()];
        double[] ofWord = new double[size()];
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(next, 0);
            for (int place = 0; place < size; place++) {
                int row = text[place] * ofWord.length;
                double sum = 0;
                for (int topic = 0; topic < ofWord.length; topic++) {
                    ofWord[topic] = (counts[topic] + presumed / ofWord.length) * chances[row + topic];
                    sum += ofWord[topic];
                }
                for (int topic = 0; topic < ofWord.length; topic++) {
                    next[topic] += times[place] * ofWord[topic] / sum;
                }
            }
            double[] former = counts;
            counts = next;
            next = former;
        }
        return counts;
    }

    /** Bytes that they hold, about. */
    public long sizeBytes() {
        return (long) chances.length * Float.BYTES + words.size() * 100L;
    }

    /** That two texts have a topic in common which half of all have says little. */
    private static double telling(Topic topic, int topics) {
        if (topic.coherence() <= 0 || topic.share() <= 0 || topics < 2) {
            return 0;
        }
        return Math.min(1, -Math.log(topic.share()) / Math.log(topics));
    }
}
