package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.people.People;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who dealt with what at one moment, over the items that at least two people dealt with.
 *
 * @param itemByPlace numbers of these items, rising
 */
public record Snapshot(Interactions data, int[] itemByPlace) {
    private static final int LEAST_PEOPLE = 2;
    private static final int LEAST_ITEMS = 2;

    /** Of at most so many people, those met first. @param items how many items there are at most */
    public static Snapshot of(People people, int items, int mostPeople) {
        List<int[]> rows = people.stream()
                .map(person -> IntStream.range(0, person.items().length)
                        .filter(i -> person.weights()[i] > 0 && person.items()[i] < items)
                        .map(i -> person.items()[i])
                        .sorted()
                        .distinct()
                        .toArray())
                .filter(row -> row.length >= LEAST_ITEMS)
                .limit(mostPeople)
                .toList();
        int[] counts = new int[items];
        rows.forEach(row -> Arrays.stream(row).forEach(item -> counts[item]++));
        int[] itemByPlace = IntStream.range(0, items)
                .filter(item -> counts[item] >= LEAST_PEOPLE)
                .toArray();
        return new Snapshot(interactions(rows, itemByPlace), itemByPlace);
    }

    private static Interactions interactions(List<int[]> rows, int[] itemByPlace) {
        int[] starts = new int[rows.size() + 1];
        int[] columns = new int[rows.stream().mapToInt(row -> row.length).sum()];
        int size = 0;
        for (int person = 0; person < rows.size(); person++) {
            for (int item : rows.get(person)) {
                int place = Arrays.binarySearch(itemByPlace, item);
                if (place >= 0) {
                    columns[size++] = place;
                }
            }
            starts[person + 1] = size;
        }
        float[] weights = new float[size];
        Arrays.fill(weights, 1);
        return new Interactions(
                rows.size(),
                itemByPlace.length,
                itemByPlace.length,
                starts,
                Arrays.copyOf(columns, size),
                weights,
                new long[0]);
    }
}
