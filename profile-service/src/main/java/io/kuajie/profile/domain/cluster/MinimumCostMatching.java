package io.kuajie.profile.domain.cluster;

import java.util.Arrays;

/**
 * The cheapest way to give every row a column of its own: the Hungarian method by shortest augmenting paths with potentials,
 * rows² · columns steps.
 *
 * <p>Source: Kuhn: The Hungarian method for the assignment problem, 1955; Jonker and Volgenant 1987.
 */
final class MinimumCostMatching {
    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOfColumn;

    private MinimumCostMatching(double[][] cost) {
        this.cost = cost;
        this.rows = cost.length;
        this.columns = rows == 0 ? 0 : cost[0].length;
        this.rowPotential = new double[rows + 1];
        this.columnPotential = new double[columns + 1];
        this.rowOfColumn = new int[columns + 1];
    }

    /**
     * The column of each row.
     *
     * @param cost by row and column, finite
     * @throws IllegalArgumentException if there are more rows than columns
     */
    static int[] columnsOf(double[][] cost) {
        MinimumCostMatching matching = new MinimumCostMatching(cost);
        if (matching.rows > matching.columns) {
            throw new IllegalArgumentException(
                    "The rows (%d) must not be more than the columns (%d).".formatted(matching.rows, matching.columns));
        }
        for (int row = 1; row <= matching.rows; row++) {
            matching.augment(row);
        }
        return matching.result();
    }

    /** Rows and columns count from 1 here; column 0 stands for the row that is being placed. */
    private void augment(int row) {
        rowOfColumn[0] = row;
        double[] least = new double[columns + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int[] cameFrom = new int[columns + 1];
        boolean[] done = new boolean[columns + 1];
        int column = 0;
        do {
            done[column] = true;
            column = advance(column, least, cameFrom, done);
        } while (rowOfColumn[column] != 0);
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    private int advance(int column, double[] least, int[] cameFrom, boolean[] done) {
        int row = rowOfColumn[column];
        double step = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= columns; j++) {
            if (!done[j]) {
                double reduced = cost[row - 1][j - 1] - rowPotential[row] - columnPotential[j];
                if (reduced < least[j]) {
                    least[j] = reduced;
                    cameFrom[j] = column;
                }
                if (least[j] < step) {
                    step = least[j];
                    next = j;
                }
            }
        }
        for (int j = 0; j <= columns; j++) {
            if (done[j]) {
                rowPotential[rowOfColumn[j]] += step;
                columnPotential[j] -= step;
            } else {
                least[j] -= step;
            }
        }
        return next;
    }

    private int[] result() {
        int[] columnOfRow = new int[rows];
        for (int j = 1; j <= columns; j++) {
            if (rowOfColumn[j] != 0) {
                columnOfRow[rowOfColumn[j] - 1] = j - 1;
            }
        }
        return columnOfRow;
    }
}
