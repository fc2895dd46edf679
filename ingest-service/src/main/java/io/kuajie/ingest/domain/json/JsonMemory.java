package io.kuajie.ingest.domain.json;

import org.jspecify.annotations.Nullable;

/**
 * What is kept from one text to the next, so that reading makes little garbage and knows what to expect. For one thread; reading a text
 * ends the life of the one read before into the same memory.
 */
public final class JsonMemory {
    private static final int FEWEST_ENTRIES = 16;
    /** Larger tapes are not kept: they are rare. */
    private static final int LARGEST_KEPT = 1 << 18;
    /** When senders have written in more ways, all are forgotten and learnt anew. */
    private static final int MOST_SHAPES = 4_000;

    private final @Nullable Texts known;
    private final @Nullable Places places;
    private final @Nullable Makings makings;
    private int[] entries = new int[0];
    private Name.Numbered names = Name.Numbered.latest();
    private Shape shapes;
    private int learnt;
    private int texts;

    /** To be used again and again. */
    public JsonMemory() {
        this(new Texts(), new Places(), new Makings(), Shape.start());
    }

    private JsonMemory(@Nullable Texts known, @Nullable Places places, @Nullable Makings makings, Shape shapes) {
        this.known = known;
        this.places = places;
        this.makings = makings;
        this.shapes = shapes;
    }

    /** For one text. */
    public static JsonMemory once() {
        return new JsonMemory(null, null, null, Shape.UNKNOWN);
    }

    /** Room for this many entries, or more. */
    int[] entries(int expected) {
        int wanted = Math.max(FEWEST_ENTRIES, expected) * Tape.STRIDE;
        return entries.length >= wanted ? entries : new int[wanted];
    }

    /** Keeps room for the next text. */
    void keep(int[] used) {
        if (used.length <= LARGEST_KEPT) {
            entries = used;
        }
    }

    /** The texts that are known; null where none are remembered. */
    @Nullable
    Texts texts() {
        return known;
    }

    /** What was made of values; null where it is not kept. */
    @Nullable
    Makings makings() {
        return makings;
    }

    /** The number of the text that is read next. */
    int nextText() {
        return texts++;
    }

    /** Room for the places of fields, of no object yet; null where they are not kept. */
    @Nullable
    Places places() {
        if (places != null) {
            places.forget();
        }
        return places;
    }

    /** What is known of names. @param latest the names that have a number by now */
    Shape shapes(Name.Numbered latest) {
        if (shapes != Shape.UNKNOWN && (names != latest || learnt > MOST_SHAPES)) {
            names = latest;
            shapes = Shape.start();
            learnt = 0;
        }
        return shapes;
    }

    /** Counts what was learnt. */
    void learnt() {
        learnt++;
    }
}
