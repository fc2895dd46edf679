package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.people.People;
import io.kuajie.recommend.domain.people.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who dealt with what at one moment, over the items that at least two people dealt with.
 *
 * @param data all of them, by place
 * @param itemByPlace numbers of these items, rising
 * @param domainByPlace their domains; empty where unknown
 */
public record Snapshot(Interactions data, int[] itemByPlace, String[] domainByPlace) {
    /**
     * One person's deeds. Arrays are parallel.
     *
     * @param items different ones
     * @param seconds when each was last done
     * @param weights what each counts for while learning, above 0
     */
    public record Row(int[] items, long[] seconds, float[] weights) {
        /** Of deeds that all count alike. */
        public Row(int[] items, long[] seconds) {
            this(items, seconds, new float[items.length]);
            Arrays.fill(weights, 1);
        }
    }

    /**
     * The same with the items of one domain for targets, before all others.
     *
     * @param itemByPlace numbers of the items, targets first
     */
    public record View(String domain, Interactions data, int[] itemByPlace) {}

    private static final int LEAST_PEOPLE = 2;
    private static final int LEAST_ITEMS = 2;

    /**
     * Of at most so many people, those met first.
     *
     * @param items how many items there are at most
     * @param domainOf the name of an item's domain; null where unknown
     */
    public static Snapshot of(People people, int items, int mostPeople, IntFunction<@Nullable String> domainOf) {
        return of(rows(people, items).limit(mostPeople).toList(), items, domainOf);
    }

    /** Of everybody who dealt with two items or more, in the order in which they were met. @param items as above */
    public static Stream<Row> rows(People people, int items) {
        return people.stream().map(person -> row(person, items)).filter(row -> row.items.length >= LEAST_ITEMS);
    }

    /** As {@link #of(People, int, int, IntFunction)}, of these rows. */
    public static Snapshot of(List<Row> rows, int items, IntFunction<@Nullable String> domainOf) {
        int[] counts = new int[items];
        rows.forEach(row -> Arrays.stream(row.items).forEach(item -> counts[item]++));
        int[] itemByPlace = IntStream.range(0, items)
                .filter(item -> counts[item] >= LEAST_PEOPLE)
                .toArray();
        String[] domains = new String[itemByPlace.length];
        Arrays.setAll(domains, place -> {
            String domain = domainOf.apply(itemByPlace[place]);
            return domain == null ? "" : domain;
        });
        int[] placeByItem = new int[items];
        Arrays.fill(placeByItem, -1);
        for (int place = 0; place < itemByPlace.length; place++) {
            placeByItem[itemByPlace[place]] = place;
        }
        return new Snapshot(interactions(rows, placeByItem, domains.length, domains.length), itemByPlace, domains);
    }

    /** The domains that are known, in the order of their names. */
    public List<String> domains() {
        return Arrays.stream(domainByPlace)
                .filter(domain -> !domain.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    public View view(String domain) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, itemByPlace.length).boxed().toList());
        order.sort(Comparator.comparing(place -> !domainByPlace[place].equals(domain)));
        int targets = (int) Arrays.stream(domainByPlace).filter(domain::equals).count();
        int[] placeByOld = new int[order.size()];
        int[] items = new int[order.size()];
        for (int place = 0; place < items.length; place++) {
            placeByOld[order.get(place)] = place;
            items[place] = itemByPlace[order.get(place)];
        }
        List<Row> rows = IntStream.range(0, data.people()).mapToObj(this::row).toList();
        return new View(domain, interactions(rows, placeByOld, targets, items.length), items);
    }

    /** Numbers of the items that each person dealt with. */
    public List<int[]> items() {
        return IntStream.range(0, data.people())
                .mapToObj(person -> Arrays.stream(data.columns(), data.start(person), data.end(person))
                        .map(place -> itemByPlace[place])
                        .toArray())
                .toList();
    }

    private Row row(int person) {
        int from = data.start(person);
        int to = data.end(person);
        return new Row(
                Arrays.copyOfRange(data.columns(), from, to),
                data.hasTimes() ? Arrays.copyOfRange(data.times(), from, to) : new long[to - from],
                Arrays.copyOfRange(data.weights(), from, to));
    }

    private static Row row(Person person, int items) {
        int[] kept = IntStream.range(0, person.items().length)
                .filter(i -> person.weights()[i] > 0 && person.items()[i] < items)
                .toArray();
        return new Row(
                Arrays.stream(kept).map(i -> person.items()[i]).toArray(),
                Arrays.stream(kept).mapToLong(i -> person.lastSeconds()[i]).toArray());
    }

    /** @param placeByItem below 0 for what is left out */
    private static Interactions interactions(List<Row> rows, int[] placeByItem, int targets, int items) {
        int[] starts = new int[rows.size() + 1];
        int[] columns = new int[rows.stream().mapToInt(row -> row.items.length).sum()];
        long[] times = new long[columns.length];
        float[] weights = new float[columns.length];
        int size = 0;
        boolean hasTimes = false;
        for (int person = 0; person < rows.size(); person++) {
            Row row = rows.get(person);
            int[] known = IntStream.range(0, row.items.length)
                    .filter(i -> placeByItem[row.items[i]] >= 0)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> placeByItem[row.items[i]]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i : known) {
                columns[size] = placeByItem[row.items[i]];
                weights[size] = row.weights[i];
                times[size++] = row.seconds[i];
                hasTimes |= row.seconds[i] != 0;
            }
            starts[person + 1] = size;
        }
        return new Interactions(
                rows.size(),
                targets,
                items,
                starts,
                Arrays.copyOf(columns, size),
                Arrays.copyOf(weights, size),
                hasTimes ? Arrays.copyOf(times, size) : new long[0]);
    }
}
