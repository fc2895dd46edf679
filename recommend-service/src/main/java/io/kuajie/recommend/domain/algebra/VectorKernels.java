package io.kuajie.recommend.domain.algebra;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The inner loops on vector registers. Products of matrices keep a tile of four rows by two registers in registers, so that each
 * value loaded is used several times.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > TILE / 2 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** As many bytes as a register has floats; null where these are four, for there are no registers of four bytes. */
    private static final @Nullable VectorSpecies<Byte> BYTES =
            LANES < 8 ? null : VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));

    private static final Kernels PLAIN = new PlainKernels();
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    @Override
    public float dot(float[] a, int aStart, float[] b, int bStart, int length) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i + 2 * LANES <= length; i += 2 * LANES) {
            even = FloatVector.fromArray(SPECIES, a, aStart + i)
                    .fma(FloatVector.fromArray(SPECIES, b, bStart + i), even);
            odd = FloatVector.fromArray(SPECIES, a, aStart + i + LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, bStart + i + LANES), odd);
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum = Math.fma(a[aStart + i], b[bStart + i], sum);
        }
        return sum;
    }

    @Override
    public float sum(float[] a, int start, int length) {
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int i = 0;
        for (; i + 4 * LANES <= length; i += 4 * LANES) {
            first = first.add(FloatVector.fromArray(SPECIES, a, start + i));
            second = second.add(FloatVector.fromArray(SPECIES, a, start + i + LANES));
            third = third.add(FloatVector.fromArray(SPECIES, a, start + i + 2 * LANES));
            fourth = fourth.add(FloatVector.fromArray(SPECIES, a, start + i + 3 * LANES));
        }
        float sum = first.add(second).add(third.add(fourth)).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += a[start + i];
        }
        return sum;
    }

    @Override
    public void add(float factor, float[] x, int xStart, float[] y, int yStart, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xStart + i)
                    .fma(factors, FloatVector.fromArray(SPECIES, y, yStart + i))
                    .intoArray(y, yStart + i);
        }
        for (; i < length; i++) {
            y[yStart + i] = Math.fma(factor, x[xStart + i], y[yStart + i]);
        }
    }

    @Override
    public void multiply(float factor, float[] x, int start, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int i = start;
        for (; i + LANES <= start + length; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).mul(factors).intoArray(x, i);
        }
        for (; i < start + length; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void eliminate(float[] a, int size, int first) {
        int k0 = first * size;
        int k1 = k0 + size;
        int k2 = k1 + size;
        int k3 = k2 + size;
        for (int row = first + PIVOTS; row < size; row++) {
            FloatVector f0 = FloatVector.broadcast(SPECIES, -a[k0 + row]);
            FloatVector f1 = FloatVector.broadcast(SPECIES, -a[k1 + row]);
            FloatVector f2 = FloatVector.broadcast(SPECIES, -a[k2 + row]);
            FloatVector f3 = FloatVector.broadcast(SPECIES, -a[k3 + row]);
            int to = row * size;
            // From a whole register on: what lies below the diagonal does not matter.
            for (int j = row / LANES * LANES; j < size; j += LANES) {
                FloatVector even =
                        FloatVector.fromArray(SPECIES, a, k0 + j).fma(f0, FloatVector.fromArray(SPECIES, a, to + j));
                FloatVector odd = FloatVector.fromArray(SPECIES, a, k1 + j).mul(f1);
                even = FloatVector.fromArray(SPECIES, a, k2 + j).fma(f2, even);
                odd = FloatVector.fromArray(SPECIES, a, k3 + j).fma(f3, odd);
                even.add(odd).intoArray(a, to + j);
            }
        }
    }

    /**
     * Eight registers of columns at once where there are so many: a row of 64 is read in one pass on registers of 256 bits too. Several
     * rows at once are slower, as they are several streams of memory.
     */
    @Override
    public void multiply(float[] matrix, int width, float[] vector, float[] out, int from, int to) {
        Arrays.fill(out, from, to, 0);
        int column = 0;
        for (; column + 8 * LANES <= width; column += 8 * LANES) {
            addEight(matrix, width, column, vector, out, from, to);
        }
        for (; column < width; column += 4 * LANES) {
            addPanel(matrix, width, column, vector, out, from, to, column + 4 * LANES <= width);
        }
    }

    /** The vector stays in registers, the only loop is that over the rows, and the matrix is read straight on. */
    private static void addEight(float[] matrix, int width, int column, float[] vector, float[] out, int from, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, vector, column);
        FloatVector b = FloatVector.fromArray(SPECIES, vector, column + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, vector, column + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, vector, column + 3 * LANES);
        FloatVector e = FloatVector.fromArray(SPECIES, vector, column + 4 * LANES);
        FloatVector f = FloatVector.fromArray(SPECIES, vector, column + 5 * LANES);
        FloatVector g = FloatVector.fromArray(SPECIES, vector, column + 6 * LANES);
        FloatVector h = FloatVector.fromArray(SPECIES, vector, column + 7 * LANES);
        int at = from * width + column;
        for (int row = from; row < to; row++) {
            FloatVector even = FloatVector.fromArray(SPECIES, matrix, at).mul(a);
            FloatVector odd = FloatVector.fromArray(SPECIES, matrix, at + LANES).mul(b);
            even = FloatVector.fromArray(SPECIES, matrix, at + 2 * LANES).fma(c, even);
            odd = FloatVector.fromArray(SPECIES, matrix, at + 3 * LANES).fma(d, odd);
            even = FloatVector.fromArray(SPECIES, matrix, at + 4 * LANES).fma(e, even);
            odd = FloatVector.fromArray(SPECIES, matrix, at + 5 * LANES).fma(f, odd);
            even = FloatVector.fromArray(SPECIES, matrix, at + 6 * LANES).fma(g, even);
            odd = FloatVector.fromArray(SPECIES, matrix, at + 7 * LANES).fma(h, odd);
            out[row] += even.add(odd).reduceLanes(VectorOperators.ADD);
            at += width;
        }
    }

    /** Four registers of columns, or two where no more are left. */
    private static void addPanel(
            float[] matrix, int width, int column, float[] vector, float[] out, int from, int to, boolean isWide) {
        FloatVector a = FloatVector.fromArray(SPECIES, vector, column);
        FloatVector b = FloatVector.fromArray(SPECIES, vector, column + LANES);
        FloatVector c = isWide ? FloatVector.fromArray(SPECIES, vector, column + 2 * LANES) : a;
        FloatVector d = isWide ? FloatVector.fromArray(SPECIES, vector, column + 3 * LANES) : a;
        int at = from * width + column;
        for (int row = from; row < to; row++) {
            FloatVector even = FloatVector.fromArray(SPECIES, matrix, at).mul(a);
            FloatVector odd = FloatVector.fromArray(SPECIES, matrix, at + LANES).mul(b);
            if (isWide) {
                even = FloatVector.fromArray(SPECIES, matrix, at + 2 * LANES).fma(c, even);
                odd = FloatVector.fromArray(SPECIES, matrix, at + 3 * LANES).fma(d, odd);
            }
            out[row] += even.add(odd).reduceLanes(VectorOperators.ADD);
            at += width;
        }
    }

    @Override
    public void addProducts(float[] matrix, int[] rows, int size, float[] vector, double factor, double[] sums) {
        int width = vector.length;
        int k = 0;
        for (; k + 4 <= size; k += 4) {
            int row0 = rows[k] * width;
            int row1 = rows[k + 1] * width;
            int row2 = rows[k + 2] * width;
            int row3 = rows[k + 3] * width;
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int i = 0; i < width; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, vector, i);
                a = FloatVector.fromArray(SPECIES, matrix, row0 + i).fma(x, a);
                b = FloatVector.fromArray(SPECIES, matrix, row1 + i).fma(x, b);
                c = FloatVector.fromArray(SPECIES, matrix, row2 + i).fma(x, c);
                d = FloatVector.fromArray(SPECIES, matrix, row3 + i).fma(x, d);
            }
            sums[k] += factor * a.reduceLanes(VectorOperators.ADD);
            sums[k + 1] += factor * b.reduceLanes(VectorOperators.ADD);
            sums[k + 2] += factor * c.reduceLanes(VectorOperators.ADD);
            sums[k + 3] += factor * d.reduceLanes(VectorOperators.ADD);
        }
        // Added up in the same order, so that equal rows have equal sums at any place.
        for (; k < size; k++) {
            FloatVector a = FloatVector.zero(SPECIES);
            for (int i = 0; i < width; i += LANES) {
                a = FloatVector.fromArray(SPECIES, matrix, rows[k] * width + i)
                        .fma(FloatVector.fromArray(SPECIES, vector, i), a);
            }
            sums[k] += factor * a.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void multiplyBlocks(byte[] matrix, float[] steps, float[] vector, float[] out, int start, int from, int to) {
        if (BYTES == null) {
            PLAIN.multiplyBlocks(matrix, steps, vector, out, start, from, to);
            return;
        }
        for (int place = from * BLOCK; place < to * BLOCK; place += LANES) {
            int at = place / BLOCK * BLOCK * vector.length + place % BLOCK;
            FloatVector even = FloatVector.zero(SPECIES);
            FloatVector odd = even;
            for (int column = 0; column < vector.length; column += 2) {
                even = floats(matrix, at).fma(FloatVector.broadcast(SPECIES, vector[column]), even);
                odd = floats(matrix, at + BLOCK).fma(FloatVector.broadcast(SPECIES, vector[column + 1]), odd);
                at += 2 * BLOCK;
            }
            even.add(odd)
                    .mul(FloatVector.fromArray(SPECIES, steps, place))
                    .intoArray(out, start + place - from * BLOCK);
        }
    }

    private static FloatVector floats(byte[] bytes, int start) {
        return (FloatVector) ByteVector.fromArray(BYTES, bytes, start).castShape(SPECIES, 0);
    }

    @Override
    public void log(double[] x, int length) {
        int i = 0;
        for (; i + DOUBLES.length() <= length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.LOG).intoArray(x, i);
        }
        for (; i < length; i++) {
            x[i] = Math.log(x[i]);
        }
    }

    @Override
    public void log(float[] x, int length) {
        int i = 0;
        for (; i + SPECIES.length() <= length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.LOG).intoArray(x, i);
        }
        for (; i < length; i++) {
            x[i] = (float) Math.log(x[i]);
        }
    }

    @Override
    public void exp(double[] x, int length) {
        int i = 0;
        for (; i + DOUBLES.length() <= length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.EXP).intoArray(x, i);
        }
        for (; i < length; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    @Override
    public int firstAbove(float bound, float[] values, int from, int to) {
        int i = from;
        for (; i + 2 * LANES <= to; i += 2 * LANES) {
            FloatVector most =
                    FloatVector.fromArray(SPECIES, values, i).max(FloatVector.fromArray(SPECIES, values, i + LANES));
            if (most.compare(VectorOperators.GT, bound).anyTrue()) {
                break;
            }
        }
        while (i < to && !(values[i] > bound)) {
            i++;
        }
        return i;
    }

    @Override
    public void addOuterProducts(float[] rows, int count, int width, float[] weights, float[] sum) {
        for (int i = 0; i < width; i += 4) {
            for (int j = 0; j <= i + 3; j += 2 * LANES) {
                addTile(rows, count, width, weights, sum, i, j);
            }
        }
    }

    private static void addTile(float[] rows, int count, int width, float[] weights, float[] sum, int i, int j) {
        int to = i * width + j;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sum, to);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sum, to + LANES);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sum, to + width);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sum, to + width + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, sum, to + 2 * width);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sum, to + 2 * width + LANES);
        FloatVector d0 = FloatVector.fromArray(SPECIES, sum, to + 3 * width);
        FloatVector d1 = FloatVector.fromArray(SPECIES, sum, to + 3 * width + LANES);
        int start = 0;
        for (int row = 0; row < count; row++) {
            float weight = weights[row];
            FloatVector x0 = FloatVector.fromArray(SPECIES, rows, start + j);
            FloatVector x1 = FloatVector.fromArray(SPECIES, rows, start + j + LANES);
            FloatVector a = FloatVector.broadcast(SPECIES, weight * rows[start + i]);
            FloatVector b = FloatVector.broadcast(SPECIES, weight * rows[start + i + 1]);
            FloatVector c = FloatVector.broadcast(SPECIES, weight * rows[start + i + 2]);
            FloatVector d = FloatVector.broadcast(SPECIES, weight * rows[start + i + 3]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            c0 = x0.fma(c, c0);
            c1 = x1.fma(c, c1);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
            start += width;
        }
        a0.intoArray(sum, to);
        a1.intoArray(sum, to + LANES);
        b0.intoArray(sum, to + width);
        b1.intoArray(sum, to + width + LANES);
        c0.intoArray(sum, to + 2 * width);
        c1.intoArray(sum, to + 2 * width + LANES);
        d0.intoArray(sum, to + 3 * width);
        d1.intoArray(sum, to + 3 * width + LANES);
    }

    @Override
    public void subtractProduct(
            float[] c, int cStart, int cStride, float[] left, int leftStart, int depth, float[] right, int rightStart) {
        for (int part = 0; part < TILE; part += 2 * LANES) {
            subtractPart(c, cStart + part, cStride, left, leftStart, depth, right, rightStart + part);
        }
    }

    private static void subtractPart(
            float[] c, int cStart, int cStride, float[] left, int leftStart, int depth, float[] right, int rightStart) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        int from = rightStart;
        for (int k = 0; k < depth; k++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, right, from);
            FloatVector x1 = FloatVector.fromArray(SPECIES, right, from + LANES);
            FloatVector a = FloatVector.broadcast(SPECIES, left[leftStart + k]);
            FloatVector b = FloatVector.broadcast(SPECIES, left[leftStart + depth + k]);
            FloatVector e = FloatVector.broadcast(SPECIES, left[leftStart + 2 * depth + k]);
            FloatVector d = FloatVector.broadcast(SPECIES, left[leftStart + 3 * depth + k]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            c0 = x0.fma(e, c0);
            c1 = x1.fma(e, c1);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
            from += TILE;
        }
        subtract(a0, a1, c, cStart);
        subtract(b0, b1, c, cStart + cStride);
        subtract(c0, c1, c, cStart + 2 * cStride);
        subtract(d0, d1, c, cStart + 3 * cStride);
    }

    private static void subtract(FloatVector first, FloatVector second, float[] c, int at) {
        FloatVector.fromArray(SPECIES, c, at).sub(first).intoArray(c, at);
        FloatVector.fromArray(SPECIES, c, at + LANES).sub(second).intoArray(c, at + LANES);
    }
}
