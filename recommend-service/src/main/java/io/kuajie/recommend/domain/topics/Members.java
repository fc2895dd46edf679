package io.kuajie.recommend.domain.topics;

import java.util.Arrays;

/** The items of one topic on one shelf, by number, so that the newest stand last. Readers take no lock; one writer at a time. */
final class Members {
    /** How many of the newest can be read. */
    static final int NEWEST = 16;

    private record Newest(int[] items, float[] weights) {}

    private int[] items = new int[2];
    private float[] weights = new float[2];
    private int size;
    private volatile Newest newest = new Newest(new int[0], new float[0]);

    void newest(ItemTopics.NewestConsumer consumer) {
        Newest known = newest;
        for (int place = known.items.length - 1; place >= 0; place--) {
            consumer.accept(known.items[place], known.weights[place]);
        }
    }

    /** It is none of them yet. */
    void add(int item, float weight) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
            weights = Arrays.copyOf(weights, size * 2);
        }
        int place = -1 - Arrays.binarySearch(items, 0, size, item);
        System.arraycopy(items, place, items, place + 1, size - place);
        System.arraycopy(weights, place, weights, place + 1, size - place);
        items[place] = item;
        weights[place] = weight;
        size++;
        tell(place);
    }

    void remove(int item) {
        int place = Arrays.binarySearch(items, 0, size, item);
        if (place >= 0) {
            System.arraycopy(items, place + 1, items, place, size - place - 1);
            System.arraycopy(weights, place + 1, weights, place, size - place - 1);
            size--;
            tell(place);
        }
    }

    /** @param place from where on they have changed */
    private void tell(int place) {
        int from = Math.max(0, size - NEWEST);
        if (place >= from - 1) {
            newest = new Newest(Arrays.copyOfRange(items, from, size), Arrays.copyOfRange(weights, from, size));
        }
    }
}
