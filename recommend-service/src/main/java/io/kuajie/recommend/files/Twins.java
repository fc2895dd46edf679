package io.kuajie.recommend.files;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Items of a source that are the same products as target items, listed in both: the very same people have them. They would tell
 * the answer, so they are left out of the source. Items of a single person are no proof and stay.
 */
record Twins(Set<String> items) {
    static final Twins NONE = new Twins(Set.of());

    static Twins of(Table source, List<Table> targets) {
        Set<Set<String>> peopleOfTargets = new HashSet<>(peopleByItem(targets).values());
        Set<String> twins = new TreeSet<>();
        peopleByItem(List.of(source)).forEach((item, people) -> {
            if (people.size() > 1 && peopleOfTargets.contains(people)) {
                twins.add(item);
            }
        });
        return new Twins(twins);
    }

    private static Map<String, Set<String>> peopleByItem(List<Table> tables) {
        Map<String, Set<String>> people = new HashMap<>();
        for (Table table : tables) {
            table.rows()
                    .forEach((person, row) -> row.keySet()
                            .forEach(item -> people.computeIfAbsent(item, name -> new HashSet<>())
                                    .add(person)));
        }
        return people;
    }
}
