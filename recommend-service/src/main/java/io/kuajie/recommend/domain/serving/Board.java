package io.kuajie.recommend.domain.serving;

import java.util.Arrays;

/**
 * The candidates of one request, each with what speaks for it, by kind of evidence. Flat arrays behind an open-addressing index,
 * because a request touches a few thousand candidates and keeps a few. Not thread-safe.
 */
final class Board {
    /** Marks that no anchor or taste stands behind the evidence. */
    static final int NOBODY = -1;

    private static final int FIRST_CAPACITY = 1024;
    private static final int FREE = -1;

    private int[] slots = freeSlots(FIRST_CAPACITY * 2);
    private int[] items = new int[FIRST_CAPACITY];
    private int[] shelves = new int[FIRST_CAPACITY];
    private double[] tie = new double[FIRST_CAPACITY];
    private double[] strongestTie = new double[FIRST_CAPACITY];
    private int[] tieAnchor = new int[FIRST_CAPACITY];
    private double[] step = new double[FIRST_CAPACITY];
    private boolean[] follows = new boolean[FIRST_CAPACITY];
    private double[] likeness = new double[FIRST_CAPACITY];
    private double[] strongestLikeness = new double[FIRST_CAPACITY];
    private int[] likeAnchor = new int[FIRST_CAPACITY];
    private double[] theme = new double[FIRST_CAPACITY];
    private double[] strongestTheme = new double[FIRST_CAPACITY];
    private int[] themeAnchor = new int[FIRST_CAPACITY];
    private double[] taste = new double[FIRST_CAPACITY];
    private int[] tasteIndex = new int[FIRST_CAPACITY];
    /** What the learnt model thinks of the first so many. */
    private double[] fits = new double[FIRST_CAPACITY];

    private int fitsKnown;
    private int size;

    /** For the work on what stands here, used again with the board itself. */
    private int[] masses = new int[FIRST_CAPACITY];

    private int[] ownMasses = new int[FIRST_CAPACITY];
    private double[] odds = new double[FIRST_CAPACITY];
    private double[] lifts = new double[FIRST_CAPACITY];
    private long[] order = new long[FIRST_CAPACITY];

    int size() {
        return size;
    }

    int item(int place) {
        return items[place];
    }

    /** Of all, by place and beyond {@link #size()}; not to be written. */
    int[] items() {
        return items;
    }

    /** Room for a number by place; what is in it is what was last written. So are the next four. */
    int[] masses() {
        masses = masses.length < items.length ? new int[items.length] : masses;
        return masses;
    }

    int[] ownMasses() {
        ownMasses = ownMasses.length < items.length ? new int[items.length] : ownMasses;
        return ownMasses;
    }

    double[] odds() {
        odds = odds.length < items.length ? new double[items.length] : odds;
        return odds;
    }

    double[] lifts() {
        lifts = lifts.length < items.length ? new double[items.length] : lifts;
        return lifts;
    }

    long[] order() {
        order = order.length < items.length ? new long[items.length] : order;
        return order;
    }

    /** Number of the shelf that it lies on. */
    int shelf(int place) {
        return shelves[place];
    }

    /** Sum of lifts over the anchors, each by the anchor's weight. */
    double tie(int place) {
        return tie[place];
    }

    /** Sum of lifts over the anchors that it follows, each by the anchor's nearness. */
    double step(int place) {
        return step[place];
    }

    /** The anchor that adds most to the tie or the step; {@link #NOBODY} for none. */
    int tieAnchor(int place) {
        return tieAnchor[place];
    }

    /** Whether what adds most is that it follows the anchor, rather than that both go together. */
    boolean follows(int place) {
        return follows[place];
    }

    /** How likely it is about what the person deals with, by its words, 0 to 1. */
    double likeness(int place) {
        return likeness[place];
    }

    /** The anchor whose words are most like its own; {@link #NOBODY} for none. */
    int likeAnchor(int place) {
        return likeAnchor[place];
    }

    /** How likely it is about what the person deals with, by its topics, 0 to 1. */
    double theme(int place) {
        return theme[place];
    }

    /** The anchor that says most of these topics; {@link #NOBODY} for none. */
    int themeAnchor(int place) {
        return themeAnchor[place];
    }

    /** How well its category fits the person, 0 to 1. */
    double taste(int place) {
        return taste[place];
    }

    /** The person's taste behind that; {@link #NOBODY} for none. */
    int tasteIndex(int place) {
        return tasteIndex[place];
    }

    void add(int item, int shelf) {
        placeOf(item, shelf);
    }

    /** Of what the learnt model puts forward, each once and before anything else is added. @param fit what the model thinks of it */
    void addFitting(int item, int shelf, double fit) {
        int place = placeOf(item, shelf);
        fits[place] = fit;
        fitsKnown = place + 1;
    }

    /** What the learnt model thinks of the first {@link #fitsKnown()}, by place; behind them room for the others. */
    double[] fits() {
        return fits;
    }

    int fitsKnown() {
        return fitsKnown;
    }

    void addTie(int item, int shelf, double lift, int anchor) {
        int place = placeOf(item, shelf);
        tie[place] += lift;
        note(place, lift, anchor, false);
    }

    /** As {@link #addTie}, of what follows the anchor. */
    void addStep(int item, int shelf, double lift, int anchor) {
        int place = placeOf(item, shelf);
        step[place] += lift;
        note(place, lift, anchor, true);
    }

    private void note(int place, double lift, int anchor, boolean isStep) {
        if (lift > strongestTie[place]) {
            strongestTie[place] = lift;
            tieAnchor[place] = anchor;
            follows[place] = isStep;
        }
    }

    /** Each anchor may be what it is about, as if none depended on another. @param chance 0 to 1 */
    void addLikeness(int item, int shelf, double chance, int anchor) {
        int place = placeOf(item, shelf);
        likeness[place] += (1 - likeness[place]) * chance;
        if (chance > strongestLikeness[place]) {
            strongestLikeness[place] = chance;
            likeAnchor[place] = anchor;
        }
    }

    /** As {@link #addLikeness}, by a topic of the anchor. */
    void addTheme(int item, int shelf, double chance, int anchor) {
        int place = placeOf(item, shelf);
        theme[place] += (1 - theme[place]) * chance;
        if (chance > strongestTheme[place]) {
            strongestTheme[place] = chance;
            themeAnchor[place] = anchor;
        }
    }

    void offerTaste(int item, int shelf, double fit, int index) {
        int place = placeOf(item, shelf);
        if (fit > taste[place]) {
            taste[place] = fit;
            tasteIndex[place] = index;
        }
    }

    /** Takes everything off. */
    void clear() {
        Arrays.fill(slots, FREE);
        Arrays.fill(tie, 0, size, 0);
        Arrays.fill(step, 0, size, 0);
        Arrays.fill(strongestTie, 0, size, 0);
        Arrays.fill(likeness, 0, size, 0);
        Arrays.fill(strongestLikeness, 0, size, 0);
        Arrays.fill(theme, 0, size, 0);
        Arrays.fill(strongestTheme, 0, size, 0);
        Arrays.fill(taste, 0, size, 0);
        size = 0;
        fitsKnown = 0;
    }

    private int placeOf(int item, int shelf) {
        int slot = slotOf(item);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if (size == items.length) {
            grow();
            slot = slotOf(item);
        }
        slots[slot] = size;
        items[size] = item;
        shelves[size] = shelf;
        tieAnchor[size] = NOBODY;
        likeAnchor[size] = NOBODY;
        themeAnchor[size] = NOBODY;
        tasteIndex[size] = NOBODY;
        return size++;
    }

    private int slotOf(int item) {
        int mask = slots.length - 1;
        int mixed = item * 0x9E3779B9;
        int slot = (mixed ^ (mixed >>> 16)) & mask;
        while (slots[slot] != FREE && items[slots[slot]] != item) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = items.length * 2;
        items = Arrays.copyOf(items, capacity);
        shelves = Arrays.copyOf(shelves, capacity);
        fits = Arrays.copyOf(fits, capacity);
        tie = Arrays.copyOf(tie, capacity);
        strongestTie = Arrays.copyOf(strongestTie, capacity);
        tieAnchor = Arrays.copyOf(tieAnchor, capacity);
        step = Arrays.copyOf(step, capacity);
        follows = Arrays.copyOf(follows, capacity);
        likeness = Arrays.copyOf(likeness, capacity);
        strongestLikeness = Arrays.copyOf(strongestLikeness, capacity);
        likeAnchor = Arrays.copyOf(likeAnchor, capacity);
        theme = Arrays.copyOf(theme, capacity);
        strongestTheme = Arrays.copyOf(strongestTheme, capacity);
        themeAnchor = Arrays.copyOf(themeAnchor, capacity);
        taste = Arrays.copyOf(taste, capacity);
        tasteIndex = Arrays.copyOf(tasteIndex, capacity);
        slots = freeSlots(capacity * 2);
        for (int place = 0; place < size; place++) {
            slots[slotOf(items[place])] = place;
        }
    }

    private static int[] freeSlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
