package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Training and test data in one numbering: people by their names, target items first, then those of each source, which are
 * different items even where names agree.
 */
record DataSet(Interactions train, Interactions test, int twins) {
    static DataSet of(Table train, Table test, List<Table> sources, boolean keepTwins, LowRatings lowRatings) {
        Map<String, Integer> people = new HashMap<>();
        number(people, new TreeSet<>(train.rows().keySet()));
        number(people, new TreeSet<>(test.rows().keySet()));
        sources.forEach(source -> number(people, new TreeSet<>(source.rows().keySet())));
        Map<String, Integer> targets = new HashMap<>();
        number(targets, names(train));
        number(targets, names(test));
        Rows trainRows = new Rows(people.size(), lowRatings);
        trainRows.add(train, people, targets);
        Rows testRows = new Rows(people.size(), lowRatings);
        testRows.add(test, people, targets);
        int items = targets.size();
        int twins = 0;
        for (Table source : sources) {
            Map<String, Integer> own = new HashMap<>();
            Twins same = keepTwins ? Twins.NONE : Twins.of(source, List.of(train, test));
            twins += same.items().size();
            TreeSet<String> names = names(source);
            names.removeAll(same.items());
            int first = items;
            names.forEach(name -> own.put(name, first + own.size()));
            items += own.size();
            trainRows.add(source, people, own);
        }
        boolean hasTimes =
                train.hasTimes() && test.hasTimes() && sources.stream().allMatch(Table::hasTimes);
        return new DataSet(
                trainRows.interactions(targets.size(), items, hasTimes),
                testRows.interactions(targets.size(), items, hasTimes),
                twins);
    }

    private static TreeSet<String> names(Table table) {
        TreeSet<String> names = new TreeSet<>();
        table.rows().values().forEach(row -> names.addAll(row.keySet()));
        return names;
    }

    private static void number(Map<String, Integer> numbers, TreeSet<String> names) {
        names.forEach(name -> numbers.putIfAbsent(name, numbers.size()));
    }

    /** Rows being filled. */
    private static final class Rows {
        /** By item: seconds and weight. */
        private final List<TreeMap<Integer, Dealing>> rows = new ArrayList<>();

        private final LowRatings lowRatings;

        Rows(int people, LowRatings lowRatings) {
            this.lowRatings = lowRatings;
            for (int person = 0; person < people; person++) {
                rows.add(new TreeMap<>());
            }
        }

        void add(Table table, Map<String, Integer> people, Map<String, Integer> items) {
            table.rows().forEach((person, row) -> {
                TreeMap<Integer, Dealing> to = rows.get(Objects.requireNonNull(people.get(person)));
                lowRatings.weigh(row, (item, dealing) -> {
                    Integer number = items.get(item);
                    if (number != null) {
                        to.merge(number, dealing, Dealing::later);
                    }
                });
            });
        }

        Interactions interactions(int targets, int items, boolean hasTimes) {
            int[] starts = new int[rows.size() + 1];
            for (int person = 0; person < rows.size(); person++) {
                starts[person + 1] = starts[person] + rows.get(person).size();
            }
            int[] columns = new int[starts[rows.size()]];
            float[] weights = new float[columns.length];
            long[] times = new long[hasTimes ? columns.length : 0];
            int place = 0;
            for (TreeMap<Integer, Dealing> row : rows) {
                for (Map.Entry<Integer, Dealing> entry : row.entrySet()) {
                    columns[place] = entry.getKey();
                    weights[place] = (float) entry.getValue().value();
                    if (hasTimes) {
                        times[place] = entry.getValue().secondsOrZero();
                    }
                    place++;
                }
            }
            return new Interactions(rows.size(), targets, items, starts, columns, weights, times);
        }
    }
}
