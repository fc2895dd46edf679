package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Fills lists up with the catalogue's newest, where too little is known. */
record Filling(Items items) {
    /** How many catalogue entries are tried to fill a list; bounds what a filter that nothing passes can cost. */
    private static final int MOST_TRIED = 20_000;

    void fill(List<Ranked> list, int wanted, List<Shelf> shelves, Subject subject, Ask ask) {
        if (list.size() >= wanted) {
            return;
        }
        Set<Integer> taken = numbers(list);
        Iterator<Integer> newest =
                shelves.stream().flatMap(Shelf::newest).limit(MOST_TRIED).iterator();
        while (list.size() < wanted && newest.hasNext()) {
            ItemNode node = items.at(newest.next());
            if (!taken.contains(node.number()) && Eligibility.allows(node, subject, ask)) {
                list.add(Ranked.untouched(node));
            }
        }
    }

    static Set<Integer> numbers(List<Ranked> list) {
        Set<Integer> numbers = new HashSet<>();
        list.forEach(ranked -> numbers.add(ranked.node().number()));
        return numbers;
    }
}
