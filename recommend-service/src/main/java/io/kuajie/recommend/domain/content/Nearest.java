package io.kuajie.recommend.domain.content;

import java.util.Arrays;

/**
 * The items that are most like one item, the likest first: so many of each shelf, and so many of all shelves. Immutable.
 *
 * @param items numbers
 * @param shelves of each, parallel
 * @param likenesses of each, parallel, falling
 * @param versions of what each said when it was compared, parallel
 */
record Nearest(int[] items, int[] shelves, float[] likenesses, byte[] versions) {
    static final Nearest NONE = new Nearest(new int[0], new int[0], new float[0], new byte[0]);

    /** How many are known of each shelf. */
    static final int OF_A_SHELF = 16;

    /** How many are known of all shelves, however many there are: bounds the memory. */
    static final int OF_ALL = 96;

    /** Of this object and its four arrays without what is in them, as virtual machines lay them out. */
    private static final int HEADERS = 32 + 4 * 16;

    int size() {
        return items.length;
    }

    boolean has(int item) {
        for (int known : items) {
            if (known == item) {
                return true;
            }
        }
        return false;
    }

    /** With this item in its place, among equals the first; the same where it is not near enough. */
    Nearest with(int item, int shelf, float likeness, byte version) {
        Nearest others = without(item);
        int place = 0;
        int before = 0;
        while (place < others.size() && others.likenesses[place] > likeness) {
            before += others.shelves[place] == shelf ? 1 : 0;
            place++;
        }
        if (before >= OF_A_SHELF || place >= OF_ALL) {
            return others;
        }
        Nearest grown = others.insert(place, item, shelf, likeness, version);
        int ofShelf = before;
        for (int next = place; next < grown.size(); next++) {
            ofShelf += grown.shelves[next] == shelf ? 1 : 0;
            if (ofShelf > OF_A_SHELF) {
                return grown.cut(next);
            }
        }
        return grown.size() > OF_ALL ? grown.cut(OF_ALL) : grown;
    }

    /** The same where it has no such item. */
    Nearest without(int item) {
        for (int place = 0; place < items.length; place++) {
            if (items[place] == item) {
                return cut(place);
            }
        }
        return this;
    }

    long sizeBytes() {
        return HEADERS + (long) size() * (2 * Integer.BYTES + Float.BYTES + Byte.BYTES);
    }

    private Nearest insert(int place, int item, int shelf, float likeness, byte version) {
        int size = size();
        int[] moreItems = Arrays.copyOf(items, size + 1);
        int[] moreShelves = Arrays.copyOf(shelves, size + 1);
        float[] moreLikenesses = Arrays.copyOf(likenesses, size + 1);
        byte[] moreVersions = Arrays.copyOf(versions, size + 1);
        System.arraycopy(items, place, moreItems, place + 1, size - place);
        System.arraycopy(shelves, place, moreShelves, place + 1, size - place);
        System.arraycopy(likenesses, place, moreLikenesses, place + 1, size - place);
        System.arraycopy(versions, place, moreVersions, place + 1, size - place);
        moreItems[place] = item;
        moreShelves[place] = shelf;
        moreLikenesses[place] = likeness;
        moreVersions[place] = version;
        return new Nearest(moreItems, moreShelves, moreLikenesses, moreVersions);
    }

    private Nearest cut(int place) {
        int size = size() - 1;
        int[] fewerItems = Arrays.copyOf(items, size);
        int[] fewerShelves = Arrays.copyOf(shelves, size);
        float[] fewerLikenesses = Arrays.copyOf(likenesses, size);
        byte[] fewerVersions = Arrays.copyOf(versions, size);
        System.arraycopy(items, place + 1, fewerItems, place, size - place);
        System.arraycopy(shelves, place + 1, fewerShelves, place, size - place);
        System.arraycopy(likenesses, place + 1, fewerLikenesses, place, size - place);
        System.arraycopy(versions, place + 1, fewerVersions, place, size - place);
        return new Nearest(fewerItems, fewerShelves, fewerLikenesses, fewerVersions);
    }
}
