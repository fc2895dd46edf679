package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.Neighbours;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * A learnt model as bytes: a mark with the version of the layout, figures, items by their keys, vectors, neighbours, and a check
 * sum of all that at the end. Items are numbered anew when a model is read, as numbers don't outlive a process; an item that is
 * not known any more is left out.
 */
public final class ModelFile {
    private static final int MARK = 0x4b4a4d01;

    private ModelFile() {}

    /** @param keyOf the key of an item by its number */
    public static byte[] bytes(LiveModel model, IntFunction<String> keyOf) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            figures(out, model);
            out.writeInt(model.itemByPlace().length);
            for (int item : model.itemByPlace()) {
                out.writeUTF(keyOf.apply(item));
            }
            floats(out, model.factors().vectors());
            floats(out, model.factors().gram());
            for (int place = 0; place < model.itemByPlace().length; place++) {
                neighbours(out, model.neighbours(), place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealed(bytes.toByteArray());
    }

    /**
     * @param numberOf the number of an item by its key; below 0 for one that is not known
     * @throws IOException saying what is wrong with these bytes
     */
    public static LiveModel read(byte[] bytes, ToIntFunction<String> numberOf) throws IOException {
        int end = bytes.length - Long.BYTES;
        if (end < Integer.BYTES || ByteBuffer.wrap(bytes).getInt() != MARK) {
            throw new IOException("these are no bytes of a model, or of a layout that this version does not know");
        }
        if (ByteBuffer.wrap(bytes).getLong(end) != checkSum(bytes, end)) {
            throw new IOException("the bytes are damaged or cut off: the check sum does not fit");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, Integer.BYTES, end - Integer.BYTES))) {
            return model(in, numberOf);
        }
    }

    private static LiveModel model(DataInputStream in, ToIntFunction<String> numberOf) throws IOException {
        String id = in.readUTF();
        Instant learntAt = Instant.ofEpochMilli(in.readLong());
        int people = in.readInt();
        int interactions = in.readInt();
        String settings = in.readUTF();
        double weight = in.readDouble();
        double usualDeviation = in.readDouble();
        double quality = in.readDouble();
        double baseline = in.readDouble();
        Als als = new Als(in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble());
        int learntItems = in.readInt();
        Places places = Places.read(in, numberOf);
        float[] vectors = places.rows(floats(in), als.factors());
        Factors factors = Factors.of(als, learntItems, vectors, floats(in));
        return new LiveModel(
                id,
                learntAt,
                people,
                interactions,
                settings,
                places.itemByPlace,
                factors,
                neighbours(in, places),
                weight,
                usualDeviation,
                quality,
                baseline);
    }

    private static void figures(DataOutputStream out, LiveModel model) throws IOException {
        Als als = model.factors().settings();
        out.writeUTF(model.id());
        out.writeLong(model.learntAt().toEpochMilli());
        out.writeInt(model.people());
        out.writeInt(model.interactions());
        out.writeUTF(model.settings());
        out.writeDouble(model.weight());
        out.writeDouble(model.usualDeviation());
        out.writeDouble(model.quality());
        out.writeDouble(model.baseline());
        out.writeInt(als.factors());
        out.writeInt(als.rounds());
        out.writeDouble(als.unobserved());
        out.writeDouble(als.regularisation());
        out.writeDouble(als.exponent());
        out.writeInt(model.factors().items());
    }

    private static void neighbours(DataOutputStream out, Neighbours neighbours, int place) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(neighbours.degree(place) * (Integer.BYTES + Float.BYTES));
        neighbours.forEach(place, (other, weight) -> row.putInt(other).putFloat(weight));
        out.writeInt(neighbours.degree(place));
        out.write(row.array());
    }

    private static Neighbours neighbours(DataInputStream in, Places places) throws IOException {
        int size = places.itemByPlace.length;
        int[][] others = new int[size][];
        float[][] weights = new float[size][];
        for (int old : places.placeByOld) {
            int degree = in.readInt();
            int[] to = new int[degree];
            float[] by = new float[degree];
            int kept = 0;
            for (int i = 0; i < degree; i++) {
                to[kept] = places.placeByOld[in.readInt()];
                by[kept] = in.readFloat();
                kept += to[kept] >= 0 ? 1 : 0;
            }
            if (old >= 0) {
                others[old] = Arrays.copyOf(to, kept);
                weights[old] = Arrays.copyOf(by, kept);
            }
        }
        return Neighbours.of(size, others, weights);
    }

    private static void floats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static float[] floats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES))
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static byte[] sealed(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + Long.BYTES)
                .put(bytes)
                .putLong(checkSum(bytes, bytes.length))
                .array();
    }

    private static long checkSum(byte[] bytes, int end) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        return sum.getValue();
    }

    /** Old places and new ones. @param placeByOld below 0 for an item that is left out */
    private record Places(int[] placeByOld, int[] itemByPlace) {
        static Places read(DataInputStream in, ToIntFunction<String> numberOf) throws IOException {
            int[] itemByOld = new int[in.readInt()];
            for (int old = 0; old < itemByOld.length; old++) {
                itemByOld[old] = numberOf.applyAsInt(in.readUTF());
            }
            int[] itemByPlace =
                    IntStream.of(itemByOld).filter(item -> item >= 0).sorted().toArray();
            int[] placeByOld = IntStream.of(itemByOld)
                    .map(item -> item < 0 ? -1 : Arrays.binarySearch(itemByPlace, item))
                    .toArray();
            return new Places(placeByOld, itemByPlace);
        }

        float[] rows(float[] old, int width) {
            float[] rows = new float[itemByPlace.length * width];
            for (int from = 0; from < placeByOld.length; from++) {
                if (placeByOld[from] >= 0) {
                    System.arraycopy(old, from * width, rows, placeByOld[from] * width, width);
                }
            }
            return rows;
        }
    }
}
