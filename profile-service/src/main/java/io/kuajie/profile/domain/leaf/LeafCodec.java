package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.binary.WordTable;
import java.time.Duration;

/**
 * The stored form of {@link LeafState}: a layout byte, the fixed fields, a table of the words used (industries, categories, partners,
 * custom actions), then counts, spend, dimensions (9 bytes each and 2 to 4 for each time bucket), items (13 bytes and the id), habits,
 * transitions, purchases, and what was declared. Masses keep 36 bits of their fraction: 7e-12 of their value an update. The half-life is part of it, so a
 * changed setting never misreads masses that were summed under another.
 *
 * <p>Layout 3 is layout 2 with declarations behind it. A leaf without any is written as layout 2, as it was before there were any: most
 * leaves declare nothing, and they are neither longer for it nor unreadable to the version before. Layout 1, which had no windows,
 * habits, transitions and purchases, is read by {@link LeafCodecV1} and written back as these.
 */
public final class LeafCodec {
    private static final int LAYOUT = 2;
    private static final int DECLARING = 3;
    /** Numbers from here on are words; below are known actions. */
    private static final int FIRST_WORD = ActionCode.COUNT;

    private LeafCodec() {}

    public static byte[] encode(LeafState state) {
        return write(state).toBytes();
    }

    /** As {@link #encode}, without a copy at the end. */
    public static BinaryWriter write(LeafState state) {
        state.settle();
        long halfLifeMillis = state.halfLife.duration().toMillis();
        BinaryWriter out = new BinaryWriter();
        boolean declares = !state.declared.isEmpty();
        out.byteValue(declares ? DECLARING : LAYOUT).count(halfLifeMillis).byteValue(state.applied >= 0 ? 1 : 0);
        if (state.applied >= 0) {
            out.signed(Math.floorDiv(state.landmarkMillis, halfLifeMillis))
                    .count(state.partition)
                    .count(state.applied)
                    .signed(state.firstAtMillis)
                    .count(state.lastAtMillis - state.firstAtMillis);
            WordTable words = new WordTable();
            BinaryWriter body = writeBody(state, words);
            words.writeTo(out);
            out.append(body);
            state.habits.writeTo(out);
            state.transitions.writeTo(out);
            out.count(state.lastAction + 1);
            state.purchases.writeTo(out, state.lastAtMillis);
            if (declares) {
                state.declared.writeTo(out, state.lastAtMillis);
            }
        }
        return out;
    }

    /** What is written with words, which stand before it. */
    private static BinaryWriter writeBody(LeafState state, WordTable words) {
        BinaryWriter body = new BinaryWriter();
        body.count(words.indexOf(state.domain));
        writeCounts(state.countByAction, words, body);
        writeSums(state.spendByCurrency, words, body);
        writeDimensions(state, words, body);
        writeItems(state, words, body);
        return body;
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    public static LeafState decode(byte[] bytes) {
        return read(new BinaryReader(bytes));
    }

    /** As {@link #decode}, of all that is left to read. @throws IllegalArgumentException as it */
    public static LeafState read(BinaryReader in) {
        int layout = in.byteValue();
        if (layout == LeafCodecV1.LAYOUT) {
            return LeafCodecV1.decode(in);
        }
        if (layout != LAYOUT && layout != DECLARING) {
            throw new IllegalArgumentException(
                    "The leaf state has layout %d and this version reads up to %d; rebuild the profiles under a new application id."
                            .formatted(layout, DECLARING));
        }
        LeafState state = new LeafState(new HalfLife(Duration.ofMillis(in.count())));
        if (in.byteValue() == 1) {
            readFixed(in, state);
            String[] words = WordTable.readFrom(in);
            state.domain = WordTable.word(words, in.count());
            readCounts(in, words, state.countByAction);
            readSums(in, words, state.spendByCurrency);
            readDimensions(in, words, state);
            readItems(in, words, state);
            state.habits = SparseCounts.readFrom(in);
            state.transitions = SparseCounts.readFrom(in);
            state.lastAction = (int) in.count() - 1;
            state.purchases = Purchases.readFrom(in, state.lastAtMillis);
            if (layout == DECLARING) {
                state.declared = Declarations.readFrom(in, state.lastAtMillis);
            }
        }
        in.end();
        return state;
    }

    static void readFixed(BinaryReader in, LeafState state) {
        state.landmarkMillis = in.signed() * state.halfLife.duration().toMillis();
        state.partition = (int) in.count();
        state.applied = in.count();
        state.firstAtMillis = in.signed();
        state.lastAtMillis = state.firstAtMillis + in.count();
    }

    private static void writeAction(String action, WordTable words, BinaryWriter out) {
        int code = ActionCode.of(action);
        out.count(code == ActionCode.OTHER ? FIRST_WORD + words.indexOf(action) : code);
    }

    private static String readAction(BinaryReader in, String[] words) {
        return readAction(in.count(), words);
    }

    /** An action, and the industry unless it is that of the latest event, as almost always. */
    private static void writeActionIn(
            String action, String domain, LeafState state, WordTable words, BinaryWriter out) {
        int code = ActionCode.of(action);
        long number = code == ActionCode.OTHER ? FIRST_WORD + words.indexOf(action) : code;
        boolean isElsewhere = !domain.equals(state.domain);
        out.count(number << 1 | (isElsewhere ? 1 : 0));
        if (isElsewhere) {
            out.count(words.indexOf(domain));
        }
    }

    private static String readAction(long number, String[] words) {
        return number < FIRST_WORD ? ActionCode.name((int) number) : WordTable.word(words, number - FIRST_WORD);
    }

    private static String readDomain(long word, BinaryReader in, String[] words, LeafState state) {
        return (word & 1) == 0 ? state.domain : WordTable.word(words, in.count());
    }

    private static void writeCounts(ArrayMap<String, Long> countByAction, WordTable words, BinaryWriter out) {
        out.count(countByAction.size());
        for (int i = 0; i < countByAction.size(); i++) {
            writeAction(countByAction.key(i), words, out);
            out.count(countByAction.value(i));
        }
    }

    private static void readCounts(BinaryReader in, String[] words, ArrayMap<String, Long> countByAction) {
        int size = in.size();
        countByAction.expect(size + 1);
        for (int left = size; left > 0; left--) {
            countByAction.append(readAction(in, words), in.count());
        }
    }

    private static void writeSums(ArrayMap<String, Long> sumByWord, WordTable words, BinaryWriter out) {
        out.count(sumByWord.size());
        for (int i = 0; i < sumByWord.size(); i++) {
            out.count(words.indexOf(sumByWord.key(i))).signed(sumByWord.value(i));
        }
    }

    static void readSums(BinaryReader in, String[] words, ArrayMap<String, Long> sumByWord) {
        for (int left = in.size(); left > 0; left--) {
            sumByWord.append(WordTable.word(words, in.count()), in.signed());
        }
    }

    private static void writeDimensions(LeafState state, WordTable words, BinaryWriter out) {
        out.count(state.traceByDimension.size());
        for (int i = 0; i < state.traceByDimension.size(); i++) {
            DimensionKey key = state.traceByDimension.key(i);
            DimensionTrace trace = state.traceByDimension.value(i);
            writeActionIn(key.action(), key.domain(), state, words, out);
            out.count(words.indexOf(key.category())).mass(trace.mass);
            trace.recent.writeTo(out, state.lastAtMillis);
        }
    }

    private static void readDimensions(BinaryReader in, String[] words, LeafState state) {
        int size = in.size();
        state.traceByDimension.expect(size + 1);
        for (int left = size; left > 0; left--) {
            long word = in.count();
            String domain = readDomain(word, in, words, state);
            DimensionKey key =
                    new DimensionKey(readAction(word >>> 1, words), domain, WordTable.word(words, in.count()));
            double mass = in.mass();
            state.traceByDimension.append(
                    key, new DimensionTrace(mass, RecentWeights.readFrom(in, state.lastAtMillis)));
        }
    }

    private static void writeItems(LeafState state, WordTable words, BinaryWriter out) {
        out.count(state.traceByItem.size());
        for (int i = 0; i < state.traceByItem.size(); i++) {
            ItemKey item = state.traceByItem.key(i);
            ItemTrace trace = state.traceByItem.value(i);
            out.count(words.indexOf(item.partner().value())).text(item.id());
            writeActionIn(trace.strongest, trace.domain, state, words, out);
            out.count(words.indexOf(trace.category))
                    .mass(trace.mass)
                    .signed(trace.milliUnits)
                    .count(state.lastAtMillis - trace.lastAtMillis);
        }
    }

    private static void readItems(BinaryReader in, String[] words, LeafState state) {
        int size = in.size();
        state.traceByItem.expect(size + 1);
        for (int left = size; left > 0; left--) {
            ItemKey item = new ItemKey(new PartnerId(WordTable.word(words, in.count())), in.text());
            long word = in.count();
            String domain = readDomain(word, in, words, state);
            String category = WordTable.word(words, in.count());
            double mass = in.mass();
            state.traceByItem.append(
                    item,
                    new ItemTrace(
                            domain,
                            category,
                            mass,
                            readAction(word >>> 1, words),
                            in.signed(),
                            state.lastAtMillis - in.count()));
        }
    }
}
