package io.kuajie.recommend.training;

import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import io.kuajie.recommend.domain.topics.Texts;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to be learnt from, handed from one process to another as bytes: the order, texts, each item's domain by the
 * item's number, and rows until an empty one. Items go by their numbers, which both processes understand as long as the one that gave them runs.
 */
public record Lesson(Order order, Texts texts, Snapshot snapshot) {
    /**
     * What model is asked for.
     *
     * @param former {@link LiveModel#outline} of the model in use; null for none
     * @param isSearching whether settings are searched for rather than taken from the former model
     */
    public record Order(String id, Instant now, @Nullable LiveModel former, boolean isSearching) {}

    private static final int MARK = 0x4b4a4c02;
    private static final int UNKNOWN = 0;

    /**
     * Writes rows as they come, so that they are never all in memory.
     *
     * @param texts to learn topics from; none where none are to be learnt
     * @param domainOf null where unknown
     */
    static void write(
            Order order,
            Texts texts,
            int items,
            IntFunction<@Nullable String> domainOf,
            Iterator<Row> rows,
            DataOutputStream out)
            throws IOException {
        out.writeInt(MARK);
        write(order, out);
        TextBytes.write(texts, out);
        out.writeInt(items);
        Map<String, Integer> numberByDomain = new HashMap<>();
        for (int item = 0; item < items; item++) {
            write(domainOf.apply(item), numberByDomain, out);
        }
        while (rows.hasNext()) {
            write(rows.next(), out);
        }
        out.writeInt(0);
        out.flush();
    }

    static Lesson read(DataInputStream in) throws IOException {
        if (in.readInt() != MARK) {
            throw new IOException("This is no lesson, or one of another version.");
        }
        Order order = order(in);
        Texts texts = TextBytes.read(in);
        String[] domainByItem = domains(in);
        List<Row> rows = new ArrayList<>();
        for (int size = in.readInt(); size > 0; size = in.readInt()) {
            rows.add(row(size, in));
        }
        return new Lesson(order, texts, Snapshot.of(rows, domainByItem.length, item -> domainByItem[item]));
    }

    private static void write(Order order, DataOutputStream out) throws IOException {
        out.writeUTF(order.id);
        out.writeLong(order.now.toEpochMilli());
        out.writeBoolean(order.isSearching);
        ByteArrayOutputStream former = new ByteArrayOutputStream();
        if (order.former != null) {
            ModelFile.write(order.former, Integer::toString, former);
        }
        out.writeInt(former.size());
        former.writeTo(out);
    }

    private static Order order(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Instant now = Instant.ofEpochMilli(in.readLong());
        boolean isSearching = in.readBoolean();
        byte[] former = new byte[in.readInt()];
        in.readFully(former);
        return new Order(
                id,
                now,
                former.length == 0 ? null : ModelFile.read(MemorySegment.ofArray(former), Integer::parseInt),
                isSearching);
    }

    /** Each domain by its number; its name stands where it is met first. */
    private static void write(@Nullable String domain, Map<String, Integer> numberByDomain, DataOutputStream out)
            throws IOException {
        if (domain == null) {
            out.writeInt(UNKNOWN);
            return;
        }
        Integer known = numberByDomain.putIfAbsent(domain, numberByDomain.size() + 1);
        out.writeInt(known == null ? numberByDomain.size() : known);
        if (known == null) {
            out.writeUTF(domain);
        }
    }

    private static @Nullable String[] domains(DataInputStream in) throws IOException {
        @Nullable String[] domainByItem = new String[in.readInt()];
        List<String> names = new ArrayList<>();
        for (int item = 0; item < domainByItem.length; item++) {
            int number = in.readInt();
            if (number > names.size()) {
                names.add(in.readUTF());
            }
            domainByItem[item] = number == UNKNOWN ? null : names.get(number - 1);
        }
        return domainByItem;
    }

    private static void write(Row row, DataOutputStream out) throws IOException {
        out.writeInt(row.items().length);
        for (int place = 0; place < row.items().length; place++) {
            out.writeInt(row.items()[place]);
            out.writeLong(row.seconds()[place]);
        }
    }

    private static Row row(int size, DataInputStream in) throws IOException {
        int[] items = new int[size];
        long[] seconds = new long[size];
        for (int place = 0; place < size; place++) {
            items[place] = in.readInt();
            seconds[place] = in.readLong();
        }
        return new Row(items, seconds);
    }
}
