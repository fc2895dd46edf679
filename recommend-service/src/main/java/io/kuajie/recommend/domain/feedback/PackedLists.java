package io.kuajie.recommend.domain.feedback;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Served lists one after the other in blocks of bytes, some 450 for twenty items without offers: thousands come a second and stay for minutes, which
 * as objects would keep the garbage collector busier than all else. A list is found by the place that it was given, until it is dropped
 * with all that came before. Not thread-safe.
 */
final class PackedLists {
    private static final int BLOCK_BYTES = 1 << 18;
    private static final ModelKind[] MODELS = ModelKind.values();

    private static final int REQUEST = 0;
    private static final int SECONDS = REQUEST + 2 * Long.BYTES;
    private static final int NANOS = SECONDS + Long.BYTES;
    private static final int ITEMS = NANOS + Integer.BYTES;
    private static final int CHOICES = ITEMS + Short.BYTES;
    /** How many campaigns: none, or one for each item. */
    private static final int CAMPAIGNS = CHOICES + Short.BYTES;

    private static final int MODEL = CAMPAIGNS + Short.BYTES;
    private static final int PINNED = MODEL + 1;
    /** Of whom it is: gone when it is made nobody's. */
    private static final int HAS_LEAF = PINNED + 1;

    private static final int KINDS = HAS_LEAF + 1;
    private static final int CHANCE_BYTES = Integer.BYTES + Double.BYTES;

    private final Map<Integer, ByteBuffer> blockByNumber = new HashMap<>();
    /** Dropped ones, to be used again. */
    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();

    private int first;
    private int last = -1;

    /** @return its place */
    long add(ServedList list) {
        byte[][] texts = texts(list);
        int size = KINDS
                + list.items().length * (1 + CHANCE_BYTES)
                + list.choices().length * CHANCE_BYTES
                + list.campaigns().length * Integer.BYTES;
        for (byte[] text : texts) {
            size += Integer.BYTES + text.length;
        }
        ByteBuffer block = block(size);
        long place = (long) last << Integer.SIZE | block.position();
        block.putLong(list.request().getMostSignificantBits())
                .putLong(list.request().getLeastSignificantBits());
        block.putLong(list.at().getEpochSecond()).putInt(list.at().getNano());
        block.putShort((short) list.items().length).putShort((short) list.choices().length);
        block.putShort((short) list.campaigns().length);
        block.put((byte) list.model().ordinal()).put((byte) list.pinned());
        block.put((byte) (list.leaf() == null ? 0 : 1));
        block.put(new byte[list.items().length]);
        put(list.items(), list.scores(), block);
        put(list.choices(), list.probabilities(), block);
        for (int campaign : list.campaigns()) {
            block.putInt(campaign);
        }
        for (byte[] text : texts) {
            block.putInt(text.length).put(text);
        }
        return place;
    }

    ServedList at(long place) {
        ByteBuffer in = from(place);
        UUID request = new UUID(in.getLong(), in.getLong());
        Instant at = Instant.ofEpochSecond(in.getLong(), in.getInt());
        int[] items = new int[in.getShort()];
        int[] choices = new int[in.getShort()];
        int[] campaigns = new int[in.getShort()];
        ModelKind model = MODELS[in.get()];
        int pinned = in.get();
        boolean hasLeaf = in.get() != 0;
        in.position(in.position() + items.length);
        double[] scores = take(items, in);
        double[] probabilities = take(choices, in);
        Arrays.setAll(campaigns, n -> in.getInt());
        PartnerId storefront = new PartnerId(text(in));
        String cluster = text(in);
        String surface = text(in);
        LeafKey leaf = hasLeaf ? new LeafKey(new PartnerId(text(in)), text(in)) : null;
        return new ServedList(
                request,
                at,
                storefront,
                leaf,
                cluster,
                surface,
                model,
                pinned,
                items,
                scores,
                campaigns,
                choices,
                probabilities);
    }

    /** Whether it has not been dropped yet. */
    boolean has(long place) {
        return blockByNumber.containsKey((int) (place >> Integer.SIZE));
    }

    UUID requestOf(long place) {
        ByteBuffer in = from(place);
        return new UUID(in.getLong(), in.getLong());
    }

    Instant servedAt(long place) {
        ByteBuffer in = from(place);
        int start = in.position();
        return Instant.ofEpochSecond(in.getLong(start + SECONDS), in.getInt(start + NANOS));
    }

    /** What is known of each of its places. */
    byte[] kinds(long place) {
        ByteBuffer in = from(place);
        byte[] kinds = new byte[in.getShort(in.position() + ITEMS)];
        in.get(in.position() + KINDS, kinds);
        return kinds;
    }

    void mark(long place, int item, byte kinds) {
        ByteBuffer block = from(place);
        block.put(block.position() + KINDS + item, kinds);
    }

    /** Forgets whom it was for. */
    void makeNobodys(long place) {
        ByteBuffer block = from(place);
        int start = block.position();
        if (block.get(start + HAS_LEAF) == 0) {
            return;
        }
        block.put(start + HAS_LEAF, (byte) 0);
        skipToLeaf(block);
        for (int text = 0; text < 2; text++) {
            int length = block.getInt();
            block.put(new byte[length]);
        }
    }

    /** Drops all that came before this. */
    void keepFrom(long place) {
        for (; first < (int) (place >> Integer.SIZE); first++) {
            ByteBuffer block = blockByNumber.remove(first);
            if (block != null && idle.isEmpty() && block.capacity() == BLOCK_BYTES) {
                idle.add(block.clear());
            }
        }
    }

    private ByteBuffer block(int size) {
        ByteBuffer block = blockByNumber.get(last);
        if (block == null || block.remaining() < size) {
            ByteBuffer spare = size > BLOCK_BYTES ? null : idle.poll();
            block = spare == null ? ByteBuffer.allocate(Math.max(size, BLOCK_BYTES)) : spare;
            blockByNumber.put(++last, block);
        }
        return block;
    }

    /** The rest of its block, in a view of its own. */
    private ByteBuffer from(long place) {
        ByteBuffer block = blockByNumber.get((int) (place >> Integer.SIZE));
        if (block == null) {
            throw new IllegalArgumentException("The list at %d has been dropped.".formatted(place));
        }
        return block.duplicate().clear().position((int) place);
    }

    private static void skipToLeaf(ByteBuffer in) {
        int start = in.position();
        int items = in.getShort(start + ITEMS);
        in.position(start
                + KINDS
                + items * (1 + CHANCE_BYTES)
                + in.getShort(start + CHOICES) * CHANCE_BYTES
                + in.getShort(start + CAMPAIGNS) * Integer.BYTES);
        for (int text = 0; text < 3; text++) {
            int length = in.getInt();
            in.position(in.position() + length);
        }
    }

    private static byte[][] texts(ServedList list) {
        @Nullable LeafKey leaf = list.leaf();
        return new byte[][] {
            bytes(list.storefront().value()),
            bytes(list.cluster()),
            bytes(list.surface()),
            bytes(leaf == null ? "" : leaf.partner().value()),
            bytes(leaf == null ? "" : leaf.pseudonym())
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void put(int[] numbers, double[] values, ByteBuffer out) {
        for (int i = 0; i < numbers.length; i++) {
            out.putInt(numbers[i]).putDouble(values[i]);
        }
    }

    /** Fills in the numbers. @return the values */
    private static double[] take(int[] numbers, ByteBuffer in) {
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = in.getInt();
            values[i] = in.getDouble();
        }
        return values;
    }
}
