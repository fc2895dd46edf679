package io.kuajie.recommend.domain.feedback;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins served lists with the events that name them, in whatever order they arrive. An exposure that names an item shows that
 * item; any other event shows the whole list, and a click, an order or a refund also says so of its item, and of what came before. Each of these is told to the
 * listeners once, however often events are repeated. Events of another leaf than the list's, or at another partner than its
 * storefront, are left out: nobody answers for somebody else.
 *
 * <p>Keeps the latest lists, and the latest events whose list is not known (yet), up to a limit. Thread-safe.
 */
public final class Feedback {
    /** Hears what became of a place of a list. Called by one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        void hear(Kind kind, ServedList list, int place, Instant at);
    }

    /** Of a list that is not known (yet), so that made-up requests can't fill the memory. */
    private static final int MOST_SIGNS_A_LIST = 100;

    private final Items items;
    private final List<Listener> listeners;
    private final int mostLists;
    private final PackedLists lists = new PackedLists();
    private final ListPlaces places = new ListPlaces(lists);

    private final Map<UUID, List<Sign>> earlySignsByRequest;

    /** @param mostLists how many lists are kept */
    public Feedback(Items items, int mostLists, List<Listener> listeners) {
        this.items = items;
        this.listeners = List.copyOf(listeners);
        this.mostLists = mostLists;
        this.earlySignsByRequest = latest(mostLists);
    }

    private static <V> Map<UUID, V> latest(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes a list that was served; again changes nothing. */
    public synchronized void serve(ServedList list) {
        if (knows(list.request())) {
            return;
        }
        places.add(list.request(), lists.add(list));
        dropEldest();
        List<Sign> early = earlySignsByRequest.remove(list.request());
        if (early != null) {
            early.forEach(this::tell);
        }
    }

    private void dropEldest() {
        if (places.size() > mostLists) {
            places.removeEldest();
        }
        if (places.size() > 0) {
            lists.keepFrom(places.eldest());
        }
    }

    /** Whether the list of this request is kept. */
    public synchronized boolean knows(UUID request) {
        return places.find(request) != ListPlaces.NOWHERE;
    }

    /** Takes an event; again changes nothing. */
    public synchronized void tell(Sign sign) {
        long at = places.find(sign.request());
        if (at == ListPlaces.NOWHERE) {
            putOff(sign);
            return;
        }
        Outcome outcome = outcome(at);
        ServedList list = outcome.list();
        boolean isOurs = list.leaf() == null
                ? list.storefront().equals(sign.leaf().partner())
                : list.leaf().equals(sign.leaf());
        if (!isOurs) {
            return;
        }
        int named = placeOf(list, sign.item());
        for (int place = 0; place < list.items().length; place++) {
            if (sign.kind() != Kind.SHOWN || sign.item() == null || place == named) {
                mark(at, outcome, place, Kind.SHOWN, sign.at());
            }
        }
        for (Kind kind : Kind.values()) {
            if (named >= 0 && kind.compareTo(sign.kind()) <= 0) {
                mark(at, outcome, named, kind, sign.at());
            }
        }
    }

    private void putOff(Sign sign) {
        List<Sign> early = earlySignsByRequest.computeIfAbsent(sign.request(), request -> new ArrayList<>());
        if (early.size() < MOST_SIGNS_A_LIST) {
            early.add(sign);
        }
    }

    /** The lists kept, earliest first, as of now. */
    public synchronized List<Outcome> outcomes() {
        return places.stream().mapToObj(this::outcome).toList();
    }

    /**
     * Lists served after the one moment and up to the other of which anything says that they were seen, in the order of time. Each is
     * unpacked when its turn comes: all at once would be the garbage collector's to carry. One that is dropped meanwhile is left out.
     */
    public Stream<Outcome> shown(Instant after, Instant until) {
        return LongStream.of(placesOfShown(after, until)).mapToObj(this::find).flatMap(Optional::stream);
    }

    private synchronized long[] placesOfShown(Instant after, Instant until) {
        return places.stream()
                .filter(place -> Outcome.isShown(lists.kinds(place)) && isWithin(lists.servedAt(place), after, until))
                .boxed()
                .sorted(Comparator.comparing(lists::servedAt))
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static boolean isWithin(Instant at, Instant after, Instant until) {
        return at.isAfter(after) && !at.isAfter(until);
    }

    private synchronized Optional<Outcome> find(long place) {
        return lists.has(place) ? Optional.of(outcome(place)) : Optional.empty();
    }

    /** When the first list that is kept was served; empty where none is. */
    public synchronized Optional<Instant> since() {
        return places.size() == 0 ? Optional.empty() : Optional.of(lists.servedAt(places.eldest()));
    }

    public synchronized int size() {
        return places.size();
    }

    private Outcome outcome(long place) {
        return new Outcome(lists.at(place), lists.kinds(place));
    }

    /** Forgets whom lists were for, where it was this leaf. */
    public synchronized void forget(LeafKey leaf) {
        places.stream().filter(place -> leaf.equals(lists.at(place).leaf())).forEach(lists::makeNobodys);
        earlySignsByRequest
                .values()
                .removeIf(signs -> signs.stream().anyMatch(sign -> sign.leaf().equals(leaf)));
    }

    private int placeOf(ServedList list, @Nullable ItemKey item) {
        ItemNode node = item == null ? null : items.find(item);
        for (int place = 0; node != null && place < list.items().length; place++) {
            if (list.items()[place] == node.number()) {
                return place;
            }
        }
        return -1;
    }

    /** @param at where the list lies */
    private void mark(long at, Outcome outcome, int place, Kind kind, Instant when) {
        if (!outcome.has(kind, place)) {
            outcome.kinds()[place] |= Outcome.bit(kind);
            lists.mark(at, place, outcome.kinds()[place]);
            listeners.forEach(listener -> listener.hear(kind, outcome.list(), place, when));
        }
    }
}
