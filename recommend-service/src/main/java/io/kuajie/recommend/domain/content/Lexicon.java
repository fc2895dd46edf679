package io.kuajie.recommend.domain.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words by number, each with the items that have it and how much it tells: ln((n + 1) / (k + ½)) where k of n items have it. Words that no
 * item has any more are forgotten and their numbers given again. Not thread-safe.
 */
final class Lexicon {
    /** Of an entry with its word, its place in the map and two short arrays, about. */
    private static final int BYTES = 240;

    /** The items that have a word, in the order in which they came, with the word's frequency in each. */
    static final class Entry {
        private final String word;
        private int[] items = new int[2];
        private float[] frequencies = new float[2];
        private int size;

        private Entry(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        int size() {
            return size;
        }

        int item(int place) {
            return items[place];
        }

        float frequency(int place) {
            return frequencies[place];
        }

        private void add(int item, float frequency) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                frequencies = Arrays.copyOf(frequencies, size * 2);
            }
            items[size] = item;
            frequencies[size++] = frequency;
        }

        private void remove(int item) {
            int place = 0;
            while (place < size && items[place] != item) {
                place++;
            }
            if (place < size) {
                System.arraycopy(items, place + 1, items, place, size - place - 1);
                System.arraycopy(frequencies, place + 1, frequencies, place, size - place - 1);
                size--;
            }
        }

        private long roomBytes() {
            return (long) items.length * (Integer.BYTES + Float.BYTES);
        }
    }

    private final Map<String, Integer> numberByWord = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    /** ln(k + ½) by word. */
    private float[] logarithms = new float[256];

    private int texts;
    private double all;
    private long bytes;

    /** The text of an item, its words numbered; not known of the item before {@link #add}. */
    Text text(int shelf, Map<String, Integer> countByWord) {
        long[] sorted = new long[countByWord.size()];
        int size = 0;
        for (Map.Entry<String, Integer> entry : countByWord.entrySet()) {
            sorted[size++] = (long) number(entry.getKey()) << Integer.SIZE | entry.getValue();
        }
        Arrays.sort(sorted);
        int[] words = new int[size];
        float[] frequencies = new float[size];
        for (int place = 0; place < size; place++) {
            words[place] = (int) (sorted[place] >>> Integer.SIZE);
            frequencies[place] = (float) (1 + Math.log((int) sorted[place]));
        }
        return new Text(shelf, words, frequencies);
    }

    void add(int item, Text text) {
        texts++;
        all = Math.log(texts + 1.0);
        for (int place = 0; place < text.size(); place++) {
            Entry entry = entry(text.words()[place]);
            bytes -= entry.roomBytes();
            entry.add(item, text.frequencies()[place]);
            bytes += entry.roomBytes();
            weigh(text.words()[place]);
        }
    }

    void remove(int item, Text text) {
        texts--;
        all = Math.log(texts + 1.0);
        for (int word : text.words()) {
            entry(word).remove(item);
            weigh(word);
        }
    }

    /** Forgets those of its words that no item has by now. */
    void forgetUnused(Text text) {
        for (int word : text.words()) {
            Entry entry = entry(word);
            if (entry.size == 0 && numberByWord.remove(entry.word, word)) {
                bytes -= BYTES + entry.roomBytes();
                free.add(word);
            }
        }
    }

    Entry entry(int word) {
        return entries.get(word);
    }

    /** How much a word tells; 0 for one that all items have. */
    float telling(int word) {
        return (float) Math.max(0, all - logarithms[word]);
    }

    /** What the word at this place of the text weighs there. */
    float weight(Text text, int place) {
        return text.frequencies()[place] * telling(text.words()[place]);
    }

    double norm(Text text) {
        double sum = 0;
        for (int place = 0; place < text.size(); place++) {
            double weight = weight(text, place);
            sum += weight * weight;
        }
        return Math.sqrt(sum);
    }

    /** Of the weights of both. */
    double dot(Text one, Text other) {
        double sum = 0;
        int there = 0;
        for (int here = 0; here < one.size() && there < other.size(); ) {
            int difference = one.words()[here] - other.words()[there];
            if (difference == 0) {
                sum += (double) weight(one, here) * weight(other, there);
            }
            here += difference <= 0 ? 1 : 0;
            there += difference >= 0 ? 1 : 0;
        }
        return sum;
    }

    long sizeBytes() {
        return bytes;
    }

    private void weigh(int word) {
        logarithms[word] = (float) Math.log(entry(word).size + 0.5);
    }

    private int number(String word) {
        Integer known = numberByWord.get(word);
        if (known != null) {
            return known;
        }
        Entry entry = new Entry(word);
        bytes += BYTES + entry.roomBytes();
        int number = free.isEmpty() ? entries.size() : free.removeLast();
        if (number == entries.size()) {
            entries.add(entry);
        } else {
            entries.set(number, entry);
        }
        if (number >= logarithms.length) {
            logarithms = Arrays.copyOf(logarithms, number * 2);
        }
        weigh(number);
        numberByWord.put(word, number);
        return number;
    }
}
