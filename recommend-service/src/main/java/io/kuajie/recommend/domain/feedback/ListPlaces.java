package io.kuajie.recommend.domain.feedback;

import io.kuajie.recommend.domain.index.HashIndex;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Where lists lie, in the order in which they came and by their requests. In flat arrays: entries of a map would live just long enough
 * to be moved to the collector's old generation, thousands a second. Not thread-safe.
 */
final class ListPlaces {
    static final long NOWHERE = -1;

    private static final int FIRST_CAPACITY = 256;

    /** Numbers start again from there, so that they stay above zero; every capacity divides it. */
    private static final int END = 1 << 30;

    private final PackedLists lists;
    private final HashIndex numberByRequest = new HashIndex();
    /** By number, modulo the length. */
    private long[] places = new long[FIRST_CAPACITY];

    private int first;
    private int size;

    /** @param lists in which the requests stand */
    ListPlaces(PackedLists lists) {
        this.lists = lists;
    }

    int size() {
        return size;
    }

    /** Where the list of this request lies; {@link #NOWHERE} if there is none. */
    long find(UUID request) {
        int number = numberByRequest.find(request.hashCode(), known -> request.equals(lists.requestOf(at(known))));
        return number == HashIndex.NOTHING ? NOWHERE : at(number);
    }

    /** Adds the place of a list whose request has none yet. */
    void add(UUID request, long place) {
        if (size == places.length) {
            grow();
        }
        int number = numberOf(size++);
        places[number & places.length - 1] = place;
        numberByRequest.add(request.hashCode(), number);
    }

    /** The place of the list that came first; there must be one. */
    long eldest() {
        return at(first);
    }

    /** Removes the place of the list that came first; there must be one, and it must still lie there. */
    void removeEldest() {
        numberByRequest.remove(lists.requestOf(eldest()).hashCode(), first);
        first = numberOf(1);
        size--;
    }

    /** All of them, first the eldest. */
    LongStream stream() {
        return LongStream.range(0, size).map(n -> at(numberOf(n)));
    }

    private long at(int number) {
        return places[number & places.length - 1];
    }

    /** Of the n-th after the first. */
    private int numberOf(long n) {
        return (int) (first + n) & END - 1;
    }

    private void grow() {
        long[] larger = Arrays.copyOf(places, 2 * places.length);
        for (int n = 0; n < size; n++) {
            int number = numberOf(n);
            larger[number & larger.length - 1] = at(number);
        }
        places = larger;
    }
}
