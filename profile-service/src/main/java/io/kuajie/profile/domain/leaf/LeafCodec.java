package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.binary.WordTable;
import java.time.Duration;
import java.util.Map;

/**
 * The stored form of {@link LeafState}: a layout byte, the fixed fields, a table of the words used (actions, industries,
 * categories, partners), then counts, spend, dimensions (about 11 bytes each) and items (about 15 bytes and the id).
 * The half-life is part of it, so a changed setting never misreads masses that were summed under another.
 */
public final class LeafCodec {
    private static final int LAYOUT = 1;

    private LeafCodec() {}

    public static byte[] encode(LeafState state) {
        WordTable words = new WordTable();
        BinaryWriter body = new BinaryWriter();
        writeSums(state.countByAction, words, body);
        writeSums(state.spendByCurrency, words, body);
        writeDimensions(state, words, body);
        writeItems(state, words, body);

        BinaryWriter out = new BinaryWriter();
        long halfLifeMillis = state.halfLife.duration().toMillis();
        out.byteValue(LAYOUT).count(halfLifeMillis).count(state.events());
        if (state.applied >= 0) {
            out.signed(Math.floorDiv(state.landmarkMillis, halfLifeMillis))
                    .count(state.partition)
                    .count(state.applied)
                    .signed(state.firstAtMillis)
                    .count(state.lastAtMillis - state.firstAtMillis)
                    .text(state.domain);
            words.writeTo(out);
            out.append(body);
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    public static LeafState decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int layout = in.byteValue();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "The leaf state has layout %d and this version reads %d; rebuild the profiles under a new application id."
                            .formatted(layout, LAYOUT));
        }
        LeafState state = new LeafState(new HalfLife(Duration.ofMillis(in.count())));
        if (in.count() > 0) {
            readFixed(in, state);
            String[] words = WordTable.readFrom(in);
            readSums(in, words, state.countByAction);
            readSums(in, words, state.spendByCurrency);
            readDimensions(in, words, state);
            readItems(in, words, state);
        }
        in.end();
        return state;
    }

    private static void readFixed(BinaryReader in, LeafState state) {
        state.landmarkMillis = in.signed() * state.halfLife.duration().toMillis();
        state.partition = (int) in.count();
        state.applied = in.count();
        state.firstAtMillis = in.signed();
        state.lastAtMillis = state.firstAtMillis + in.count();
        state.domain = in.text();
    }

    private static void writeSums(Map<String, Long> sumByWord, WordTable words, BinaryWriter out) {
        out.count(sumByWord.size());
        sumByWord.forEach((word, sum) -> out.count(words.indexOf(word)).signed(sum));
    }

    private static void readSums(BinaryReader in, String[] words, Map<String, Long> sumByWord) {
        for (int left = in.size(); left > 0; left--) {
            sumByWord.put(WordTable.word(words, in.count()), in.signed());
        }
    }

    private static void writeDimensions(LeafState state, WordTable words, BinaryWriter out) {
        out.count(state.massByDimension.size());
        state.massByDimension.forEach((key, mass) -> out.count(words.indexOf(key.action()))
                .count(words.indexOf(key.domain()))
                .count(words.indexOf(key.category()))
                .number(mass));
    }

    private static void readDimensions(BinaryReader in, String[] words, LeafState state) {
        for (int left = in.size(); left > 0; left--) {
            DimensionKey key = new DimensionKey(
                    WordTable.word(words, in.count()),
                    WordTable.word(words, in.count()),
                    WordTable.word(words, in.count()));
            state.massByDimension.put(key, in.number());
        }
    }

    private static void writeItems(LeafState state, WordTable words, BinaryWriter out) {
        out.count(state.traceByItem.size());
        state.traceByItem.forEach(
                (item, trace) -> out.count(words.indexOf(item.partner().value()))
                        .text(item.id())
                        .count(words.indexOf(trace.domain))
                        .count(words.indexOf(trace.category))
                        .number(trace.mass)
                        .count(words.indexOf(trace.strongest))
                        .signed(trace.milliUnits)
                        .count(state.lastAtMillis - trace.lastAtMillis));
    }

    private static void readItems(BinaryReader in, String[] words, LeafState state) {
        for (int left = in.size(); left > 0; left--) {
            ItemKey item = new ItemKey(new PartnerId(WordTable.word(words, in.count())), in.text());
            ItemTrace trace = new ItemTrace(
                    WordTable.word(words, in.count()),
                    WordTable.word(words, in.count()),
                    in.number(),
                    WordTable.word(words, in.count()),
                    in.signed(),
                    state.lastAtMillis - in.count());
            state.traceByItem.put(item, trace);
        }
    }
}
