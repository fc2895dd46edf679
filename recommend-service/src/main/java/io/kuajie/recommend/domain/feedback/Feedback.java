package io.kuajie.recommend.domain.feedback;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Joins served lists with the events that name them, in whatever order they arrive. An exposure that names an item shows that
 * item; any other event shows the whole list, and a click or an order also says so of its item. Each of these is told to the
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

    /** A list and what is known of it. @param kinds by place, a bit for each {@link Kind} */
    public record Outcome(ServedList list, byte[] kinds) {
        public boolean has(Kind kind, int place) {
            return (kinds[place] & bit(kind)) != 0;
        }

        /** Whether anything says that it was seen. */
        public boolean isShown() {
            for (byte kind : kinds) {
                if (kind != 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Of a list that is not known (yet), so that made-up requests can't fill the memory. */
    private static final int MOST_SIGNS_A_LIST = 100;

    private final Items items;
    private final List<Listener> listeners;
    private final int mostLists;
    private final PackedLists lists = new PackedLists();
    /** Where the list of each request lies, earliest first. */
    private final LinkedHashMap<UUID, Long> placeByRequest = new LinkedHashMap<>();

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
        if (placeByRequest.containsKey(list.request())) {
            return;
        }
        placeByRequest.put(list.request(), lists.add(list));
        dropEldest();
        List<Sign> early = earlySignsByRequest.remove(list.request());
        if (early != null) {
            early.forEach(this::tell);
        }
    }

    private void dropEldest() {
        if (placeByRequest.size() > mostLists) {
            placeByRequest.pollFirstEntry();
        }
        Map.Entry<UUID, Long> eldest = placeByRequest.firstEntry();
        if (eldest != null) {
            lists.keepFrom(eldest.getValue());
        }
    }

    /** Whether the list of this request is kept. */
    public synchronized boolean knows(UUID request) {
        return placeByRequest.containsKey(request);
    }

    /** Takes an event; again changes nothing. */
    public synchronized void tell(Sign sign) {
        Long at = placeByRequest.get(sign.request());
        if (at == null) {
            putOff(sign);
            return;
        }
        Outcome outcome = outcome(at);
        ServedList list = outcome.list;
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
        return placeByRequest.values().stream().map(this::outcome).toList();
    }

    public synchronized int size() {
        return placeByRequest.size();
    }

    private Outcome outcome(long place) {
        return new Outcome(lists.at(place), lists.kinds(place));
    }

    /** Forgets whom lists were for, where it was this leaf. */
    public synchronized void forget(LeafKey leaf) {
        for (long place : placeByRequest.values()) {
            if (leaf.equals(lists.at(place).leaf())) {
                lists.makeNobodys(place);
            }
        }
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
            outcome.kinds[place] |= bit(kind);
            lists.mark(at, place, outcome.kinds[place]);
            listeners.forEach(listener -> listener.hear(kind, outcome.list, place, when));
        }
    }

    private static byte bit(Kind kind) {
        return (byte) (1 << kind.ordinal());
    }
}
