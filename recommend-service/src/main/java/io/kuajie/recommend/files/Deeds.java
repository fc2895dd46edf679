package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Who dealt with what, under the names of the data. Not thread-safe. */
final class Deeds {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private final Map<String, Map<Integer, Dealing>> rows = new LinkedHashMap<>();

    /** Notes a deed; of several with one item, the latest counts. @param dealing with its weight for a value */
    void add(String person, String item, String domain, Dealing dealing) {
        Integer number = numbers.get(item);
        if (number == null) {
            number = keys.size();
            numbers.put(item, number);
            keys.add(item);
            domains.add(domain);
        }
        rows.computeIfAbsent(person, name -> new TreeMap<>()).merge(number, dealing, Dealing::later);
    }

    /** Forgets what a person did. */
    void remove(String person) {
        rows.remove(person);
    }

    String key(int item) {
        return keys.get(item);
    }

    Snapshot snapshot() {
        List<Row> all = rows.values().stream()
                .filter(row -> row.size() > 1)
                .map(Deeds::row)
                .toList();
        return Snapshot.of(all, keys.size(), domains::get);
    }

    private static Row row(Map<Integer, Dealing> dealings) {
        int[] items = dealings.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] seconds =
                dealings.values().stream().mapToLong(Dealing::secondsOrZero).toArray();
        float[] weights = new float[items.length];
        int place = 0;
        for (Dealing dealing : dealings.values()) {
            weights[place++] = (float) dealing.value();
        }
        return new Row(items, seconds, weights);
    }

    /** @param domain of items whose line names none; empty for the name of their partner */
    static Deeds of(List<Table> tables, String domain, LowRatings lowRatings) {
        Deeds deeds = new Deeds();
        for (Table table : tables) {
            table.rows()
                    .forEach((person, row) -> lowRatings.weigh(row, (item, dealing) -> {
                        int colon = item.indexOf(':');
                        String usual = domain.isEmpty() && colon > 0 ? item.substring(0, colon) : domain;
                        String own = Objects.requireNonNullElse(table.domains().get(item), usual);
                        deeds.add(person, item, own.isEmpty() ? "items" : own, dealing);
                    }));
        }
        return deeds;
    }
}
