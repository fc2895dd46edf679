package io.kuajie.profile.domain.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hands label ids on: what is found now gets the id of the former one that it continues at the least cost in all, or the next number
 * where it continues none.
 *
 * @param limit cost from which one is another thing than the former
 * @param lastNumber the highest number that was ever given out
 */
record Succession(Numbering numbering, double limit, long lastNumber) {
    /** The ids of what is found now. @param cost by what is found now, and by the former ones in the order of their ids */
    List<String> ids(double[][] cost, List<String> former) {
        int[] matched = MinimumCostMatching.columnsOf(padded(cost, former.size()));
        List<String> ids = new ArrayList<>();
        long next = lastNumber;
        for (int row = 0; row < cost.length; row++) {
            boolean continues = matched[row] < former.size() && cost[row][matched[row]] < limit;
            ids.add(continues ? former.get(matched[row]) : numbering.id(++next));
        }
        return ids;
    }

    /** At least as many columns as rows, and nothing dearer than to continue nothing. */
    private double[][] padded(double[][] cost, int columns) {
        double[][] padded = new double[cost.length][Math.max(cost.length, columns)];
        for (int row = 0; row < cost.length; row++) {
            Arrays.fill(padded[row], limit);
            for (int column = 0; column < columns; column++) {
                padded[row][column] = Math.min(cost[row][column], limit);
            }
        }
        return padded;
    }
}
