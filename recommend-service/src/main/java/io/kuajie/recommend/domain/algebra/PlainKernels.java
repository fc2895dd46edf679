package io.kuajie.recommend.domain.algebra;

import java.util.Arrays;

/** The inner loops without any help of the virtual machine. */
final class PlainKernels implements Kernels {
    @Override
    public float dot(float[] a, int aStart, float[] b, int bStart, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aStart + i] * b[bStart + i];
        }
        return sum;
    }

    @Override
    public float sum(float[] a, int start, int length) {
        float sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += a[i];
        }
        return sum;
    }

    @Override
    public void add(float factor, float[] x, int xStart, float[] y, int yStart, int length) {
        for (int i = 0; i < length; i++) {
            y[yStart + i] += factor * x[xStart + i];
        }
    }

    @Override
    public void multiply(float factor, float[] x, int start, int length) {
        for (int i = start; i < start + length; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void eliminate(float[] a, int size, int first) {
        for (int k = first; k < first + PIVOTS; k++) {
            for (int row = first + PIVOTS; row < size; row++) {
                add(-a[k * size + row], a, k * size + row, a, row * size + row, size - row);
            }
        }
    }

    @Override
    public void multiply(float[] matrix, int width, float[] vector, float[] out, int from, int to) {
        for (int row = from; row < to; row++) {
            out[row] = dot(matrix, row * width, vector, 0, width);
        }
    }

    @Override
    public void addProducts(float[] matrix, int[] rows, int size, float[] vector, double factor, double[] sums) {
        for (int k = 0; k < size; k++) {
            sums[k] += factor * dot(matrix, rows[k] * vector.length, vector, 0, vector.length);
        }
    }

    @Override
    public void multiplyBlocks(byte[] matrix, float[] steps, float[] vector, float[] out, int start, int from, int to) {
        for (int block = from; block < to; block++) {
            int put = start + (block - from) * BLOCK;
            Arrays.fill(out, put, put + BLOCK, 0);
            for (int column = 0; column < vector.length; column++) {
                int at = (block * vector.length + column) * BLOCK;
                for (int row = 0; row < BLOCK; row++) {
                    out[put + row] += vector[column] * matrix[at + row];
                }
            }
            for (int row = 0; row < BLOCK; row++) {
                out[put + row] *= steps[block * BLOCK + row];
            }
        }
    }

    @Override
    public void log(double[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.log(x[i]);
        }
    }

    @Override
    public void log(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = (float) Math.log(x[i]);
        }
    }

    @Override
    public void exp(double[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    @Override
    public int firstAbove(float bound, float[] values, int from, int to) {
        int i = from;
        while (i < to && !(values[i] > bound)) {
            i++;
        }
        return i;
    }

    @Override
    public void addOuterProducts(float[] rows, int count, int width, float[] weights, float[] sum) {
        for (int row = 0; row < count; row++) {
            int start = row * width;
            for (int i = 0; i < width; i++) {
                add(weights[row] * rows[start + i], rows, start, sum, i * width, i + 1);
            }
        }
    }

    @Override
    public void subtractProduct(
            float[] c, int cStart, int cStride, float[] left, int leftStart, int depth, float[] right, int rightStart) {
        for (int row = 0; row < 4; row++) {
            for (int k = 0; k < depth; k++) {
                float factor = -left[leftStart + row * depth + k];
                add(factor, right, rightStart + k * TILE, c, cStart + row * cStride, TILE);
            }
        }
    }
}
