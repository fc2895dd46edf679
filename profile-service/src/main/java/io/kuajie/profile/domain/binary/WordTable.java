package io.kuajie.profile.domain.binary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers words in the order they first appear, so that each is written once. */
public final class WordTable {
    /** So many are looked through; more are hashed. */
    private static final int FEW = 16;

    private String[] words = new String[FEW];
    private int size;
    private @Nullable Map<String, Integer> indexByWord;

    public int indexOf(String word) {
        Map<String, Integer> hashed = indexByWord;
        if (hashed != null) {
            Integer known = hashed.get(word);
            return known == null ? add(word) : known;
        }
        for (int i = 0; i < size; i++) {
            if (words[i].equals(word)) {
                return i;
            }
        }
        return add(word);
    }

    public void writeTo(BinaryWriter out) {
        out.count(size);
        for (int i = 0; i < size; i++) {
            out.text(words[i]);
        }
    }

    private int add(String word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
        words[size] = word;
        if (size == FEW) {
            Map<String, Integer> hashed = new HashMap<>();
            for (int i = 0; i < size; i++) {
                hashed.put(words[i], i);
            }
            indexByWord = hashed;
        }
        if (indexByWord != null) {
            indexByWord.put(word, size);
        }
        return size++;
    }

    /** The words by their numbers. */
    public static String[] readFrom(BinaryReader in) {
        String[] words = new String[in.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.word();
        }
        return words;
    }

    /** @throws IllegalArgumentException if the table has no such number */
    public static String word(String[] words, long index) {
        if (index < 0 || index >= words.length) {
            throw new IllegalArgumentException("The word number (%d) must be below %d; the state is of another layout."
                    .formatted(index, words.length));
        }
        return words[(int) index];
    }
}
