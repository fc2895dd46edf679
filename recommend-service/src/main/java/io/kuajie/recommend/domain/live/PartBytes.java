package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Cells;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.MappedFactors;
import io.kuajie.recommend.domain.learning.Neighbours;
import io.kuajie.recommend.domain.learning.Standing;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Blends and what they are made of as bytes. */
final class PartBytes {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int COPIED_AT_ONCE = 1 << 16;

    private PartBytes() {}

    static void write(DataOutputStream out, Blend blend) throws IOException {
        out.writeInt(blend.bounds().length);
        for (int bound : blend.bounds()) {
            out.writeInt(bound);
        }
        out.writeInt(blend.parts().size());
        for (Blend.Part part : blend.parts()) {
            for (double weight : part.weights()) {
                out.writeDouble(weight);
            }
            out.writeDouble(part.usualDeviation());
            out.writeBoolean(part.isGeneral());
            write(out, part.learnt());
        }
    }

    static Blend read(ModelInput in) throws IOException {
        int[] bounds = new int[in.readInt()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = in.readInt();
        }
        int size = in.readInt();
        List<Blend.Part> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double[] weights = new double[bounds.length + 1];
            for (int segment = 0; segment < weights.length; segment++) {
                weights[segment] = in.readDouble();
            }
            double usualDeviation = in.readDouble();
            boolean isGeneral = in.readBoolean();
            parts.add(new Blend.Part(learnt(in), weights, usualDeviation, isGeneral));
        }
        return new Blend(parts, bounds);
    }

    private static void write(DataOutputStream out, Learnt learnt) throws IOException {
        switch (learnt) {
            case Standing standing -> {
                out.writeByte('s');
                floats(out, standing.scores(), standing.targets());
            }
            case Neighbours neighbours -> {
                out.writeByte('n');
                write(out, neighbours);
            }
            case Factors factors -> {
                Factors stored = factors.inCells();
                out.writeByte(stored.cells() == null ? 'f' : 'c');
                write(out, stored);
            }
            case MappedFactors(Factors sources, Factors target, float[] map) -> {
                Factors stored = target.inCells();
                out.writeByte(stored.cells() == null ? 'm' : 'k');
                write(out, sources);
                write(out, stored);
                floats(out, map, map.length);
            }
        }
    }

    private static Learnt learnt(ModelInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 's' -> new Standing(floats(in));
            case 'n' -> neighbours(in);
            // Learnt elsewhere, without cells: they are made here, by the thread that reads.
            case 'f' -> factors(in, false).inCells();
            case 'c' -> factors(in, true);
            case 'm' -> new MappedFactors(factors(in, false), factors(in, false).inCells(), floats(in));
            case 'k' -> new MappedFactors(factors(in, false), factors(in, true), floats(in));
            default -> throw new IOException("it has a part of kind %d".formatted(kind));
        };
    }

    private static void write(DataOutputStream out, Factors factors) throws IOException {
        RecipeBytes.write(out, factors.settings());
        out.writeInt(factors.targets());
        floats(out, factors.vectors(), factors.items() * factors.width());
        floats(out, factors.gram(), factors.gram().length);
        Cells cells = factors.cells();
        if (cells != null) {
            ints(out, cells.starts());
            ints(out, cells.itemByRow());
            floats(out, cells.centres(), cells.centres().length);
            floats(out, cells.spreads(), cells.spreads().length);
        }
    }

    private static Factors factors(ModelInput in, boolean hasCells) throws IOException {
        Als settings = RecipeBytes.als(in);
        int targets = in.readInt();
        int size = in.readInt();
        // Most of what a model has on the heap.
        float[] vectors = in.room().next(size);
        floats(in, vectors, size);
        float[] gram = floats(in);
        Cells cells = hasCells ? new Cells(settings.factors(), ints(in), ints(in), floats(in), floats(in)) : null;
        return Factors.of(settings, targets, size / settings.factors(), vectors, gram, cells);
    }

    private static void ints(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static int[] ints(ModelInput in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static void write(DataOutputStream out, Neighbours neighbours) throws IOException {
        out.writeInt(neighbours.targets());
        out.writeInt(neighbours.items());
        float[] scales = neighbours.scaleByItem();
        out.writeBoolean(scales != null);
        if (scales != null) {
            floats(out, scales, scales.length);
        }
        for (int item = 0; item < neighbours.items(); item++) {
            out.writeInt(neighbours.degree(item));
        }
        MemorySegment links = neighbours.links();
        byte[] piece = new byte[COPIED_AT_ONCE];
        for (long from = 0; from < links.byteSize(); from += piece.length) {
            int size = (int) Math.min(piece.length, links.byteSize() - from);
            MemorySegment.copy(links, ValueLayout.JAVA_BYTE, from, piece, 0, size);
            out.write(piece, 0, size);
        }
    }

    private static Neighbours neighbours(ModelInput in) throws IOException {
        int targets = in.readInt();
        int items = in.readInt();
        float[] scales = in.readBoolean() ? floats(in) : null;
        int[] starts = new int[items + 1];
        for (int item = 0; item < items; item++) {
            starts[item + 1] = Math.addExact(starts[item], in.readInt());
        }
        return Neighbours.of(targets, starts, in.inPlace((long) starts[items] * Neighbours.LINK_BYTES), scales);
    }

    static void floats(DataOutputStream out, float[] values, int size) throws IOException {
        out.writeInt(size);
        byte[] piece = new byte[COPIED_AT_ONCE];
        MemorySegment bytes = MemorySegment.ofArray(piece);
        for (int from = 0; from < size; from += COPIED_AT_ONCE / Float.BYTES) {
            int count = Math.min(COPIED_AT_ONCE / Float.BYTES, size - from);
            MemorySegment.copy(values, from, bytes, FLOAT, 0, count);
            out.write(piece, 0, count * Float.BYTES);
        }
    }

    static float[] floats(ModelInput in) throws IOException {
        float[] values = new float[in.readInt()];
        floats(in, values, values.length);
        return values;
    }

    private static void floats(ModelInput in, float[] values, int size) throws IOException {
        MemorySegment.copy(in.inPlace((long) size * Float.BYTES), FLOAT, 0, values, 0, size);
    }
}
