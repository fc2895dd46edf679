package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.index.NumberSet;
import java.util.Arrays;

/**
 * The candidates of one request, each with what speaks for it, by kind of evidence. Flat arrays by place,
 * because a request touches a few thousand candidates and keeps a few. Which anchor or taste stands behind evidence is left over from
 * before where there is no such evidence. Not thread-safe.
 */
final class Board {
    /** Marks that no anchor or taste stands behind the evidence. */
    static final int NOBODY = -1;

    private static final int FIRST_CAPACITY = 1024;

    private final NumberSet items = new NumberSet(FIRST_CAPACITY);
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

    /** For the work on what stands here, used again with the board itself. */
    private int[] masses = new int[FIRST_CAPACITY];

    private int[] ownMasses = new int[FIRST_CAPACITY];
    private double[] odds = new double[FIRST_CAPACITY];
    private float[] popularities = new float[FIRST_CAPACITY];
    private float[] lifts = new float[FIRST_CAPACITY];
    private long[] order = new long[FIRST_CAPACITY];

    int size() {
        return items.size();
    }

    int item(int place) {
        return items.numbers()[place];
    }

    /** Of all, by place and beyond {@link #size()}; not to be written. */
    int[] items() {
        return items.numbers();
    }

    /** Room for a number by place; what is in it is what was last written. So are the next five. */
    int[] masses() {
        masses = masses.length < shelves.length ? new int[shelves.length] : masses;
        return masses;
    }

    int[] ownMasses() {
        ownMasses = ownMasses.length < shelves.length ? new int[shelves.length] : ownMasses;
        return ownMasses;
    }

    double[] odds() {
        odds = odds.length < shelves.length ? new double[shelves.length] : odds;
        return odds;
    }

    float[] popularities() {
        popularities = popularities.length < shelves.length ? new float[shelves.length] : popularities;
        return popularities;
    }

    float[] lifts() {
        lifts = lifts.length < shelves.length ? new float[shelves.length] : lifts;
        return lifts;
    }

    long[] order() {
        order = order.length < shelves.length ? new long[shelves.length] : order;
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
        return strongestTie[place] > 0 ? tieAnchor[place] : NOBODY;
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
        return strongestLikeness[place] > 0 ? likeAnchor[place] : NOBODY;
    }

    /** How likely it is about what the person deals with, by its topics, 0 to 1. */
    double theme(int place) {
        return theme[place];
    }

    /** The anchor that says most of these topics; {@link #NOBODY} for none. */
    int themeAnchor(int place) {
        return strongestTheme[place] > 0 ? themeAnchor[place] : NOBODY;
    }

    /** How well its category fits the person, 0 to 1. */
    double taste(int place) {
        return taste[place];
    }

    /** The person's taste behind that; {@link #NOBODY} for none. */
    int tasteIndex(int place) {
        return taste[place] > 0 ? tasteIndex[place] : NOBODY;
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
        int size = items.size();
        Arrays.fill(tie, 0, size, 0);
        Arrays.fill(step, 0, size, 0);
        Arrays.fill(strongestTie, 0, size, 0);
        Arrays.fill(likeness, 0, size, 0);
        Arrays.fill(strongestLikeness, 0, size, 0);
        Arrays.fill(theme, 0, size, 0);
        Arrays.fill(strongestTheme, 0, size, 0);
        Arrays.fill(taste, 0, size, 0);
        items.clear();
        fitsKnown = 0;
    }

    private int placeOf(int item, int shelf) {
        int size = items.size();
        int place = items.add(item);
        if (place < size) {
            return place;
        }
        if (size == shelves.length) {
            grow();
        }
        shelves[place] = shelf;
        return place;
    }

    private void grow() {
        int capacity = shelves.length * 2;
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
    }
}
