package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.PartnerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A category by number, with the catalogue's items in it. */
public final class CategoryNode {
    /** How many of the newest items of a shelf are found. */
    private static final int MOST_NEWEST = 16;

    /** The newest items as of one moment, found when they are first asked for, as most categories are asked for more often than changed. */
    private record Newest(Map<PartnerId, int[]> numbersByShelf) {
        Newest() {
            this(new ConcurrentHashMap<>());
        }

        static int[] of(Map<Arrival, PartnerId> arrivals, PartnerId partner) {
            return arrivals.entrySet().stream()
                    .filter(arrival -> arrival.getValue().equals(partner))
                    .limit(MOST_NEWEST)
                    .mapToInt(arrival -> arrival.getKey().number())
                    .toArray();
        }
    }

    private final int number;
    private final CategoryKey key;
    private final int domainNumber;
    private final ConcurrentSkipListMap<Arrival, PartnerId> arrivals = new ConcurrentSkipListMap<>();
    private volatile Newest newest = new Newest();

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

    /** Numbers of its newest items on a shelf that are not withdrawn, newest first; not to be written. */
    public int[] newestOn(Shelf shelf) {
        Newest known = newest;
        return known.numbersByShelf.computeIfAbsent(shelf.partner(), partner -> Newest.of(arrivals, partner));
    }

    void add(Item item, ItemNode node) {
        arrivals.put(Arrival.of(item, node.number()), node.key().partner());
        newest = new Newest();
    }

    void remove(Item item, ItemNode node) {
        arrivals.remove(Arrival.of(item, node.number()));
        newest = new Newest();
    }
}
