package io.kuajie.recommend.domain.learning;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Who dealt with what: a sparse matrix of people by items, by rows. Items {@code [0, targets)} can be recommended; those from
 * {@code targets} on come from other domains and only tell about people.
 *
 * @param people rows
 * @param targets how many items can be recommended
 * @param items columns, targets first
 * @param starts row r lies at {@code [starts[r], starts[r + 1])}
 * @param columns item by place, rising within a row
 * @param weights by place, above 0
 * @param times seconds by place; empty where unknown
 */
public record Interactions(
        int people, int targets, int items, int[] starts, int[] columns, float[] weights, long[] times) {
    /** Takes one interaction. */
    @FunctionalInterface
    public interface EntryFilter {
        boolean keep(int person, int place);
    }

    public Interactions {
        if (starts.length != people + 1 || columns.length != starts[people] || weights.length != columns.length) {
            throw new IllegalArgumentException("The rows (%d) and places (%d) must fit the people (%d)."
                    .formatted(starts.length - 1, columns.length, people));
        }
    }

    public int size() {
        return columns.length;
    }

    public boolean hasTimes() {
        return times.length > 0;
    }

    public int start(int person) {
        return starts[person];
    }

    public int end(int person) {
        return starts[person + 1];
    }

    public int degree(int person) {
        return starts[person + 1] - starts[person];
    }

    public boolean contains(int person, int item) {
        return Arrays.binarySearch(columns, starts[person], starts[person + 1], item) >= 0;
    }

    /** A person's row as the models take it. */
    public History history(int person) {
        return new History(
                Arrays.copyOfRange(columns, starts[person], starts[person + 1]),
                Arrays.copyOfRange(weights, starts[person], starts[person + 1]),
                person);
    }

    /** How many of a person's items can be recommended. */
    public int targetDegree(int person) {
        int end = start(person);
        while (end < end(person) && columns[end] < targets) {
            end++;
        }
        return end - start(person);
    }

    /** People by item. */
    public int[] countByItem() {
        int[] counts = new int[items];
        for (int column : columns) {
            counts[column]++;
        }
        return counts;
    }

    /** The same with fewer entries. */
    public Interactions where(EntryFilter filter) {
        int[] keptStarts = new int[people + 1];
        int[] keptColumns = new int[columns.length];
        float[] keptWeights = new float[columns.length];
        long[] keptTimes = new long[times.length];
        int size = 0;
        for (int person = 0; person < people; person++) {
            for (int place = starts[person]; place < starts[person + 1]; place++) {
                if (filter.keep(person, place)) {
                    keptColumns[size] = columns[place];
                    keptWeights[size] = weights[place];
                    if (hasTimes()) {
                        keptTimes[size] = times[place];
                    }
                    size++;
                }
            }
            keptStarts[person + 1] = size;
        }
        return new Interactions(
                people,
                targets,
                items,
                keptStarts,
                Arrays.copyOf(keptColumns, size),
                Arrays.copyOf(keptWeights, size),
                hasTimes() ? Arrays.copyOf(keptTimes, size) : keptTimes);
    }

    /** These and others in the same numbering; of what both hold, this one's entry. Times stay if both have them. */
    public Interactions plus(Interactions other) {
        boolean timed = hasTimes() && other.hasTimes();
        int[] sumStarts = new int[people + 1];
        int[] sumColumns = new int[size() + other.size()];
        float[] sumWeights = new float[sumColumns.length];
        long[] sumTimes = new long[timed ? sumColumns.length : 0];
        int size = 0;
        for (int person = 0; person < people; person++) {
            int own = starts[person];
            int others = other.starts[person];
            while (own < starts[person + 1] || others < other.starts[person + 1]) {
                int column = own < starts[person + 1] ? columns[own] : Integer.MAX_VALUE;
                int otherColumn = others < other.starts[person + 1] ? other.columns[others] : Integer.MAX_VALUE;
                boolean isOwn = column <= otherColumn;
                sumColumns[size] = Math.min(column, otherColumn);
                sumWeights[size] = isOwn ? weights[own] : other.weights[others];
                if (timed) {
                    sumTimes[size] = isOwn ? times[own] : other.times[others];
                }
                own += isOwn ? 1 : 0;
                others += otherColumn <= column ? 1 : 0;
                size++;
            }
            sumStarts[person + 1] = size;
        }
        return new Interactions(
                people,
                targets,
                items,
                sumStarts,
                Arrays.copyOf(sumColumns, size),
                Arrays.copyOf(sumWeights, size),
                timed ? Arrays.copyOf(sumTimes, size) : sumTimes);
    }

    /** The targets alone. */
    public Interactions ofTargets() {
        if (targets == items) {
            return this;
        }
        Interactions kept = where((person, place) -> columns[place] < targets);
        return new Interactions(people, targets, targets, kept.starts, kept.columns, kept.weights, kept.times);
    }

    /** The sources alone, numbered from 0, all of them for targets. */
    public Interactions ofSources() {
        Interactions kept = where((person, place) -> columns[place] >= targets);
        int[] moved = kept.columns.clone();
        for (int place = 0; place < moved.length; place++) {
            moved[place] -= targets;
        }
        int count = items - targets;
        return new Interactions(people, count, count, kept.starts, moved, kept.weights, kept.times);
    }

    /** Only these people's entries; the numbering stays. */
    public Interactions ofPeople(IntPredicate people) {
        return where((person, place) -> people.test(person));
    }

    /** Items by people. Its rows are this one's items, all of its columns are targets. */
    public Interactions transposed() {
        int[] rowStarts = new int[items + 1];
        for (int column : columns) {
            rowStarts[column + 1]++;
        }
        for (int item = 0; item < items; item++) {
            rowStarts[item + 1] += rowStarts[item];
        }
        int[] next = rowStarts.clone();
        int[] rows = new int[columns.length];
        float[] values = new float[columns.length];
        for (int person = 0; person < people; person++) {
            for (int place = starts[person]; place < starts[person + 1]; place++) {
                int to = next[columns[place]]++;
                rows[to] = person;
                values[to] = weights[place];
            }
        }
        return new Interactions(items, people, people, rowStarts, rows, values, new long[0]);
    }
}
