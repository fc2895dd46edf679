package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** One partner's items. Statistics are kept a shelf, because an item's partner never changes, while its domain may. */
public final class Shelf {
    private final int number;
    private final PartnerId partner;
    private final Set<Domain> domains = ConcurrentHashMap.newKeySet();
    private volatile boolean catalogued;
    private final ConcurrentSkipListSet<Arrival> arrivals = new ConcurrentSkipListSet<>();

    Shelf(int number, PartnerId partner) {
        this.number = number;
        this.partner = partner;
    }

    public int number() {
        return number;
    }

    public PartnerId partner() {
        return partner;
    }

    public boolean carries(Domain domain) {
        return domains.contains(domain);
    }

    /** The domains it has, or had, items of. */
    public Set<Domain> domains() {
        return Set.copyOf(domains);
    }

    /** Whether its partner ever sent a catalogue entry. */
    public boolean hasCatalogue() {
        return catalogued;
    }

    /** Numbers of its catalogue's items that are not withdrawn, newest first. */
    public Stream<Integer> newest() {
        return arrivals.stream().map(Arrival::number);
    }

    void carry(Domain domain) {
        domains.add(domain);
    }

    void add(Item item, int itemNumber) {
        carry(item.domain());
        catalogued = true;
        arrivals.add(Arrival.of(item, itemNumber));
    }

    void remove(Item item, int itemNumber) {
        arrivals.remove(Arrival.of(item, itemNumber));
    }
}
