package io.kuajie.profile.domain.binary;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers words in the order they first appear, so that each is written once. */
public final class WordTable {
    private final Map<String, Integer> indexByWord = new LinkedHashMap<>();

    public int indexOf(String word) {
        Integer known = indexByWord.get(word);
        if (known != null) {
            return known;
        }
        int next = indexByWord.size();
        indexByWord.put(word, next);
        return next;
    }

    public void writeTo(BinaryWriter out) {
        out.count(indexByWord.size());
        indexByWord.keySet().forEach(out::text);
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
