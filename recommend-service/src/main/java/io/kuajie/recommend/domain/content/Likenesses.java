package io.kuajie.recommend.domain.content;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which items are about the same as an item, on each shelf: those of the greatest cosine between their words, each weighed by how often it
 * stands there and how few items have it (TF-IDF). An item is compared when it comes, with those that share telling words with it, and takes
 * its place beside them at once; nobody need have touched it. With each that comes one of those before is compared anew, as what is telling
 * changes while the catalogue grows.
 *
 * <p>Thread-safe; readers take no lock. What an item is compared with, and what is kept of it, is bounded: a few thousand additions, and a
 * few kilobytes at the very most (64 words and 96 neighbours).
 *
 * <p>Source: Salton and Buckley: Term-weighting approaches in automatic text retrieval, 1988.
 */
public final class Likenesses {
    /** Takes one of the nearest. */
    @FunctionalInterface
    public interface LikeConsumer {
        /** @param likeness cosine, {@value #LEAST} to 1 */
        void accept(int item, float likeness);
    }

    /** Takes what an item says. */
    @FunctionalInterface
    public interface TextConsumer {
        /** @param frequencies of each word, parallel: 1 + ln of how often it stands there */
        void accept(int item, int shelf, List<String> words, float[] frequencies);
    }

    /** Below, what two items have in common is a word or two that many have. */
    static final float LEAST = 0.15f;

    private static final int FIRST_CAPACITY = 256;

    private final Lexicon lexicon = new Lexicon();
    private final Search search = new Search(lexicon);
    /** Items to be compared for the first time, or for the first time since their text changed. */
    private final Deque<Integer> fresh = new ArrayDeque<>();

    private @Nullable Text[] texts = new @Nullable Text[FIRST_CAPACITY];
    /** Of the texts, flat, so that a search need not fetch each. */
    private int[] shelves = new int[FIRST_CAPACITY];

    private float[] norms = new float[FIRST_CAPACITY];
    private int size;
    private long bytes;
    private int next;
    private volatile AtomicReferenceArray<@Nullable Nearest> rows = new AtomicReferenceArray<>(FIRST_CAPACITY);
    /** Of the texts, from 0 again after 255, so that a row that still has an item as it was is read without it. */
    private volatile byte[] versions = new byte[FIRST_CAPACITY];

    /** Visits the items of a shelf that are about the same, nearest first. */
    public void nearest(int item, int shelf, LikeConsumer consumer) {
        AtomicReferenceArray<@Nullable Nearest> known = rows;
        byte[] current = versions;
        Nearest row = item < known.length() ? known.get(item) : null;
        for (int place = 0; row != null && place < row.size(); place++) {
            if (row.shelf(place) == shelf && row.version(place) == current[row.item(place)]) {
                consumer.accept(row.item(place), row.likeness(place));
            }
        }
    }

    /**
     * Takes what an item says, new or changed; it is among others' nearest after {@link #compareNext}.
     *
     * @param countByWord how often each word stands there, 1 at least
     * @return whether that is something else than before
     */
    public synchronized boolean put(int item, int shelf, Map<String, Integer> countByWord) {
        reserve(item);
        Text said = lexicon.text(shelf, countByWord);
        Text before = texts[item];
        if (before != null && before.says(said)) {
            return false;
        }
        if (before == null) {
            size++;
        } else {
            leave(item, before);
        }
        texts[item] = said;
        bytes += said.sizeBytes();
        lexicon.add(item, said);
        shelves[item] = shelf;
        norms[item] = (float) lexicon.norm(said);
        if (before != null) {
            lexicon.forgetUnused(before);
        }
        fresh.add(item);
        return true;
    }

    /** Forgets an item that is gone. */
    public synchronized void remove(int item) {
        Text said = item < texts.length ? texts[item] : null;
        if (said != null) {
            leave(item, said);
            lexicon.forgetUnused(said);
            texts[item] = null;
            size--;
        }
    }

    /** Visits what an item says, if it is known; nothing changes meanwhile. */
    public synchronized void text(int item, TextConsumer consumer) {
        Text said = item < texts.length ? texts[item] : null;
        if (said != null) {
            List<String> words = IntStream.of(said.words())
                    .mapToObj(word -> lexicon.entry(word).word())
                    .toList();
            consumer.accept(item, said.shelf(), words, said.frequencies());
        }
    }

    /** Visits what each item says, in the order of their numbers; others come and go between two of them. */
    public void texts(TextConsumer consumer) {
        int items = rows.length();
        for (int item = 0; item < items; item++) {
            text(item, consumer);
        }
    }

    /** Compares the item that has waited longest, and one of those before; to be called after each that has changed. */
    public synchronized void compareNext() {
        Integer waiting = fresh.poll();
        if (waiting != null) {
            compare(waiting);
        }
        for (int tried = 0; tried < texts.length; tried++) {
            next = (next + 1) % texts.length;
            if (texts[next] != null) {
                compare(next);
                return;
            }
        }
    }

    /** How many items are known. */
    public synchronized int size() {
        return size;
    }

    /** About how many bytes all this takes. */
    public synchronized long sizeBytes() {
        return bytes + lexicon.sizeBytes() + (long) texts.length * (4 * Integer.BYTES + Float.BYTES + Byte.BYTES);
    }

    /** Takes an item's words from the lexicon, and the item from those that it is near to, as far as a search finds them. */
    private void leave(int item, Text said) {
        versions[item]++;
        for (int other : search.touched(said)) {
            Nearest row = rows.get(other);
            if (row != null) {
                set(other, row.without(item));
            }
        }
        set(item, null);
        lexicon.remove(item, said);
        bytes -= said.sizeBytes();
    }

    private void compare(int item) {
        Text text = texts[item];
        if (text == null) {
            return;
        }
        double norm = lexicon.norm(text);
        norms[item] = (float) norm;
        Nearest before = rows.get(item);
        Nearest row = Nearest.NONE;
        for (int other : search.likest(text, shelves, norms)) {
            row = met(item, text, norm, other, row);
        }
        // What came to it from the other side may be too old to be found.
        for (int i = 0; before != null && i < before.size(); i++) {
            row = row.has(before.item(i)) ? row : met(item, text, norm, before.item(i), row);
        }
        set(item, row);
    }

    /** @return the row with the other item, if it is like enough; the item is in the other's row then too */
    private Nearest met(int item, Text text, double norm, int other, Nearest row) {
        Text said = texts[other];
        if (other == item || said == null) {
            return row;
        }
        float likeness = (float) Math.min(1, lexicon.dot(text, said) / (norm * lexicon.norm(said)));
        if (!(likeness >= LEAST)) {
            return row;
        }
        Nearest ofOther = rows.get(other);
        set(other, (ofOther == null ? Nearest.NONE : ofOther).with(item, text.shelf(), likeness, versions[item]));
        return row.with(other, said.shelf(), likeness, versions[other]);
    }

    private void set(int item, @Nullable Nearest row) {
        Nearest before = rows.get(item);
        if (before != row) {
            bytes += (row == null ? 0 : row.sizeBytes()) - (before == null ? 0 : before.sizeBytes());
            rows.set(item, row);
        }
    }

    private void reserve(int item) {
        int capacity = texts.length;
        if (item >= capacity) {
            int wanted = Math.max(capacity * 2, item + 1);
            texts = Arrays.copyOf(texts, wanted);
            shelves = Arrays.copyOf(shelves, wanted);
            norms = Arrays.copyOf(norms, wanted);
            // Before the rows, which are read first.
            versions = Arrays.copyOf(versions, wanted);
            rows = AtomicArrays.copyOf(rows, wanted);
        }
        search.reserve(item);
    }
}
