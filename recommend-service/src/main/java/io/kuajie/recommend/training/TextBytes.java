package io.kuajie.recommend.training;

import io.kuajie.recommend.domain.topics.Texts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Texts as bytes: the words, then each text's item and how many words it has, with their numbers and how often each counts. */
final class TextBytes {
    private TextBytes() {}

    static void write(Texts texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.words().size());
        for (String word : texts.words()) {
            out.writeUTF(word);
        }
        out.writeInt(texts.size());
        for (int text = 0; text < texts.size(); text++) {
            int[] words = texts.wordsByText().get(text);
            out.writeInt(texts.items()[text]);
            out.writeInt(texts.shelves()[text]);
            out.writeInt(words.length);
            for (int place = 0; place < words.length; place++) {
                out.writeInt(words[place]);
                out.writeByte(Math.min(Byte.MAX_VALUE, texts.timesByText().get(text)[place]));
            }
        }
    }

    static Texts read(DataInputStream in) throws IOException {
        List<String> words = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            words.add(in.readUTF());
        }
        List<int[]> wordsByText = new ArrayList<>();
        List<int[]> timesByText = new ArrayList<>();
        int[] items = new int[in.readInt()];
        int[] shelves = new int[items.length];
        for (int text = 0; text < items.length; text++) {
            items[text] = in.readInt();
            shelves[text] = in.readInt();
            int[] numbers = new int[in.readInt()];
            int[] times = new int[numbers.length];
            for (int place = 0; place < numbers.length; place++) {
                numbers[place] = in.readInt();
                times[place] = in.readByte();
            }
            wordsByText.add(numbers);
            timesByText.add(times);
        }
        return new Texts(items, shelves, words, wordsByText, timesByText);
    }
}
