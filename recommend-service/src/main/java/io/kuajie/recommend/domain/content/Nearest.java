package io.kuajie.recommend.domain.content;

import java.util.Arrays;

/**
 * The items that are most like one item, the likest first: so many of each shelf, and so many of all shelves. Immutable.
 *
 * @param entries of each its number, its shelf, its likeness as raw bits, and the version of what it said when it was compared; all of an
 *     entry in one place, because whoever reads a row waits for memory
 */
record Nearest(int[] entries) {
    static final Nearest NONE = new Nearest(new int[0]);

    /** How many are known of each shelf. */
    static final int OF_A_SHELF = 16;

    /** How many are known of all shelves, however many there are: bounds the memory. */
    static final int OF_ALL = 96;

    private static final int WIDTH = 4;
    private static final int SHELF = 1;
    private static final int LIKENESS = 2;
    private static final int VERSION = 3;

    /** Of this object and its array without what is in it, as virtual machines lay them out. */
    private static final int HEADERS = 16 + 16;

    int size() {
        return entries.length / WIDTH;
    }

    int item(int place) {
        return entries[WIDTH * place];
    }

    int shelf(int place) {
        return entries[WIDTH * place + SHELF];
    }

    float likeness(int place) {
        return Float.intBitsToFloat(entries[WIDTH * place + LIKENESS]);
    }

    byte version(int place) {
        return (byte) entries[WIDTH * place + VERSION];
    }

    boolean has(int item) {
        return placeOf(item) < size();
    }

    /** With this item in its place, among equals the first; the same where it is not near enough. */
    Nearest with(int item, int shelf, float likeness, byte version) {
        Nearest others = without(item);
        int place = 0;
        int before = 0;
        while (place < others.size() && others.likeness(place) > likeness) {
            before += others.shelf(place) == shelf ? 1 : 0;
            place++;
        }
        if (before >= OF_A_SHELF || place >= OF_ALL) {
            return others;
        }
        Nearest grown = others.insert(place, item, shelf, likeness, version);
        int ofShelf = before;
        for (int next = place; next < grown.size(); next++) {
            ofShelf += grown.shelf(next) == shelf ? 1 : 0;
            if (ofShelf > OF_A_SHELF) {
                return grown.cut(next);
            }
        }
        return grown.size() > OF_ALL ? grown.cut(OF_ALL) : grown;
    }

    /** The same where it has no such item. */
    Nearest without(int item) {
        int place = placeOf(item);
        return place < size() ? cut(place) : this;
    }

    long sizeBytes() {
        return HEADERS + (long) entries.length * Integer.BYTES;
    }

    /** {@link #size()} if it is not there. */
    private int placeOf(int item) {
        int place = 0;
        while (place < size() && item(place) != item) {
            place++;
        }
        return place;
    }

    private Nearest insert(int place, int item, int shelf, float likeness, byte version) {
        int[] more = Arrays.copyOf(entries, entries.length + WIDTH);
        int at = WIDTH * place;
        System.arraycopy(entries, at, more, at + WIDTH, entries.length - at);
        more[at] = item;
        more[at + SHELF] = shelf;
        more[at + LIKENESS] = Float.floatToRawIntBits(likeness);
        more[at + VERSION] = version;
        return new Nearest(more);
    }

    private Nearest cut(int place) {
        int[] fewer = Arrays.copyOf(entries, entries.length - WIDTH);
        int at = WIDTH * place;
        System.arraycopy(entries, at + WIDTH, fewer, at, fewer.length - at);
        return new Nearest(fewer);
    }
}
