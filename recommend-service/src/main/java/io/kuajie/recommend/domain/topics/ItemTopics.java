package io.kuajie.recommend.domain.topics;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What items are about by one set of topics, and the newest of each topic on each shelf. An item is folded in when it comes, which takes
 * some ten microseconds, and stands among the newest then. Readers take no lock; one writer at a time.
 */
public final class ItemTopics {
    /** Takes one of the newest. */
    @FunctionalInterface
    public interface NewestConsumer {
        /** @param weight how much of the item is about the topic, 0 to 1 */
        void accept(int item, float weight);
    }

    private record Place(int topic, int shelf) {}

    /** So many of its topics have an item among theirs. */
    private static final int MOST_PLACES = 2;

    private static final int FIRST_CAPACITY = 256;

    private final Topics topics;
    private final Map<Place, Members> membersByPlace = new ConcurrentHashMap<>();
    private volatile AtomicReferenceArray<@Nullable Mix> mixes = new AtomicReferenceArray<>(FIRST_CAPACITY);
    /** On which shelf each was put. */
    private int[] shelves = new int[FIRST_CAPACITY];

    ItemTopics(Topics topics) {
        this.topics = topics;
    }

    public Topics topics() {
        return topics;
    }

    /** What the item is about; nothing where that is unknown. */
    public Mix of(int item) {
        AtomicReferenceArray<@Nullable Mix> known = mixes;
        Mix mix = item < known.length() ? known.get(item) : null;
        return mix == null ? Mix.NOTHING : mix;
    }

    /** Visits the newest items of a shelf that are about this topic, the newest first; some may be gone by now. */
    public void newest(int topic, int shelf, NewestConsumer consumer) {
        Members members = membersByPlace.get(new Place(topic, shelf));
        if (members != null) {
            members.newest(consumer);
        }
    }

    /** Takes what an item says, new or changed. */
    void put(int item, int shelf, List<String> words, float[] frequencies) {
        remove(item);
        Mix mix = topics.fold(words, frequencies);
        if (mix.size() > 0) {
            reserve(item);
            shelves[item] = shelf;
            mixes.set(item, mix);
            for (int place = 0; place < Math.min(MOST_PLACES, mix.size()); place++) {
                membersByPlace
                        .computeIfAbsent(new Place(mix.topics()[place], shelf), any -> new Members())
                        .add(item, mix.weights()[place]);
            }
        }
    }

    /** Forgets an item that is gone. */
    void remove(int item) {
        Mix mix = of(item);
        for (int place = 0; place < Math.min(MOST_PLACES, mix.size()); place++) {
            Members members = membersByPlace.get(new Place(mix.topics()[place], shelves[item]));
            if (members != null) {
                members.remove(item);
            }
        }
        if (mix.size() > 0) {
            mixes.set(item, null);
        }
    }

    private void reserve(int item) {
        int capacity = shelves.length;
        if (item >= capacity) {
            int wanted = Math.max(capacity * 2, item + 1);
            shelves = Arrays.copyOf(shelves, wanted);
            mixes = AtomicArrays.copyOf(mixes, wanted);
        }
    }
}
