package io.kuajie.recommend.domain.items;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** A category by number, with the catalogue's items in it. */
public final class CategoryNode {
    private final int number;
    private final CategoryKey key;
    private final int domainNumber;
    private final ConcurrentSkipListSet<Arrival> arrivals = new ConcurrentSkipListSet<>();

    CategoryNode(int number, CategoryKey key, int domainNumber) {
        this.number = number;
        this.key = key;
        this.domainNumber = domainNumber;
    }

    public int number() {
        return number;
    }

    public CategoryKey key() {
        return key;
    }

    public int domainNumber() {
        return domainNumber;
    }

    /** Numbers of its items that are not withdrawn, newest first. */
    public Stream<Integer> newest() {
        return arrivals.stream().map(Arrival::number);
    }

    void add(Item item, int itemNumber) {
        arrivals.add(Arrival.of(item, itemNumber));
    }

    void remove(Item item, int itemNumber) {
        arrivals.remove(Arrival.of(item, itemNumber));
    }
}
