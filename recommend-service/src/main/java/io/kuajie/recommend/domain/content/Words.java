package io.kuajie.recommend.domain.content;

import io.kuajie.recommend.domain.items.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.core.StopFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words that tell what an item is about: English ones without endings, Chinese ones as pairs of characters, which need no dictionary
 * and so know names and new words too. Numbers tell nothing. Thread-safe.
 */
public final class Words {
    private static final int OF_TITLE = 3;
    private static final int OF_TAG = 2;
    private static final int OF_OTHERS = 1;

    /** Characters that are read of each text. */
    private static final int LONGEST = 2_000;

    /** Tags and titles that are read. */
    private static final int MOST_TEXTS = 32;

    /** Different words that are kept of an item, which bounds its memory; titles come first. */
    static final int MOST_WORDS = 64;

    private final Analyzer analyzer = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer tokens = new StandardTokenizer();
            TokenStream lower = new LowerCaseFilter(new CJKWidthFilter(tokens));
            TokenStream told = new StopFilter(new CJKBigramFilter(lower), EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
            return new TokenStreamComponents(tokens, new PorterStemFilter(told));
        }
    };

    /**
     * How often each word stands in what the item says of itself; one of the title counts as often as three of the description.
     *
     * @param description empty where there is none
     */
    public Map<String, Integer> of(Item item, String description) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        count(item.title(), OF_TITLE, counts);
        item.titles().entrySet().stream()
                .filter(title -> !title.getValue().equals(item.title()))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_TEXTS)
                .forEach(title -> count(title.getValue(), OF_TITLE, counts));
        item.tags().stream().limit(MOST_TEXTS).forEach(tag -> count(tag, OF_TAG, counts));
        count(item.category(), OF_OTHERS, counts);
        count(item.brand(), OF_OTHERS, counts);
        count(description, OF_OTHERS, counts);
        return counts;
    }

    private void count(String text, int times, Map<String, Integer> counts) {
        if (text.isEmpty()) {
            return;
        }
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        try (TokenStream tokens = analyzer.tokenStream("text", read)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String found = word.toString();
                if (found.chars().anyMatch(Character::isLetter)
                        && (counts.size() < MOST_WORDS || counts.containsKey(found))) {
                    counts.merge(found, times, Integer::sum);
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory can always be read.", e);
        }
    }
}
