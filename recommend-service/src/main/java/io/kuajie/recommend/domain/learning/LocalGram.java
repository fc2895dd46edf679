package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;

/**
 * The part of XᵀX that lies between a few items, from what each person has of them. Where these have more interactions than the bound, an
 * even share of the people stands for all. Not thread-safe.
 */
final class LocalGram {
    private static final int MOST_ENTRIES = 1 << 18;

    private final Interactions byItem;
    private final int[] countByPerson;
    private final int[] placeByPerson;
    private int[] touched = new int[1024];
    private int[] entries = new int[4096];
    private float[] weights = new float[4096];
    private float[] matrix = new float[0];

    /** @param byItem rows of items, each with its people rising */
    LocalGram(Interactions byItem) {
        this.byItem = byItem;
        this.countByPerson = new int[byItem.items()];
        this.placeByPerson = new int[byItem.items()];
    }

    /** As last filled: lower triangle with the diagonal, by rows of the side; all of it of the same share of the people. */
    float[] matrix() {
        return matrix;
    }

    /** Fills the matrix. @param items rising @return its side, a multiple of {@link Kernels#TILE} */
    int fill(int[] items) {
        int side = (items.length + Kernels.TILE - 1) / Kernels.TILE * Kernels.TILE;
        if (matrix.length < side * side) {
            matrix = new float[side * side];
        }
        Arrays.fill(matrix, 0, side * side, 0);
        long all = 0;
        for (int item : items) {
            all += byItem.degree(item);
        }
        int share = (int) (all / MOST_ENTRIES) + 1;
        int people = gather(items, share);
        for (int i = 0; i < people; i++) {
            addPairs(touched[i], side, share);
            countByPerson[touched[i]] = 0;
        }
        return side;
    }

    /** Puts each person's entries side by side, rising. @return how many people have one */
    private int gather(int[] items, int share) {
        int people = 0;
        for (int item : items) {
            for (int place = byItem.start(item); place < byItem.end(item); place++) {
                int person = byItem.columns()[place];
                if (isOfShare(person, share) && countByPerson[person]++ == 0) {
                    touched = people == touched.length ? Arrays.copyOf(touched, 2 * people) : touched;
                    touched[people++] = person;
                }
            }
        }
        int size = 0;
        for (int i = 0; i < people; i++) {
            placeByPerson[touched[i]] = size;
            size += countByPerson[touched[i]];
            countByPerson[touched[i]] = 0;
        }
        if (entries.length < size) {
            entries = new int[size * 3 / 2];
            weights = new float[entries.length];
        }
        for (int row = 0; row < items.length; row++) {
            for (int place = byItem.start(items[row]); place < byItem.end(items[row]); place++) {
                int person = byItem.columns()[place];
                if (isOfShare(person, share)) {
                    int to = placeByPerson[person] + countByPerson[person]++;
                    entries[to] = row;
                    weights[to] = byItem.weights()[place];
                }
            }
        }
        return people;
    }

    private static boolean isOfShare(int person, int share) {
        return share == 1 || Integer.remainderUnsigned(person * 0x9E3779B9, share) == 0;
    }

    private void addPairs(int person, int side, int share) {
        int from = placeByPerson[person];
        int to = from + countByPerson[person];
        for (int i = from; i < to; i++) {
            int row = entries[i] * side;
            float weight = weights[i] * share;
            for (int k = from; k <= i; k++) {
                matrix[row + entries[k]] += weight * weights[k];
            }
        }
    }
}
