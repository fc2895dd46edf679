package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.WordTable;
import java.time.Duration;

/** Reads layout 1 of leaf states; nothing writes it any more. What it had is kept to the last bit. */
final class LeafCodecV1 {
    static final int LAYOUT = 1;

    private LeafCodecV1() {}

    /** @param in behind the layout byte */
    static LeafState decode(BinaryReader in) {
        LeafState state = new LeafState(new HalfLife(Duration.ofMillis(in.count())));
        if (in.count() > 0) {
            LeafCodec.readFixed(in, state);
            state.domain = in.text();
            String[] words = WordTable.readFrom(in);
            LeafCodec.readSums(in, words, state.countByAction);
            LeafCodec.readSums(in, words, state.spendByCurrency);
            readDimensions(in, words, state);
            readItems(in, words, state);
        }
        in.end();
        return state;
    }

    private static void readDimensions(BinaryReader in, String[] words, LeafState state) {
        for (int left = in.size(); left > 0; left--) {
            DimensionKey key = new DimensionKey(
                    WordTable.word(words, in.count()),
                    WordTable.word(words, in.count()),
                    WordTable.word(words, in.count()));
            state.traceByDimension.append(key, new DimensionTrace(in.number(), new RecentWeights()));
        }
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
            state.traceByItem.append(item, trace);
        }
    }
}
