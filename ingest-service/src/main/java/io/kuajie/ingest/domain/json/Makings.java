package io.kuajie.ingest.domain.json;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made last by each of a few functions, and of which bytes, so that it need not be made again of the same ones. For one thread.
 */
final class Makings {
    /** Longer values are not kept. */
    private static final int LONGEST = 8 * 1024;

    private static final int PLACES = 4;

    private final @Nullable Making[] places = new @Nullable Making[PLACES];
    private int oldest;

    /** @param text where it was made, or last found to be the same; entry likewise */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Making(Function<Json, ?> recipe, byte[] bytes, Object made, int text, int entry) {
        boolean isOf(Function<Json, ?> other) {
            return recipe == other;
        }

        boolean stoodAt(Tape tape, int otherEntry) {
            return text == tape.text && entry == otherEntry;
        }

        boolean isMadeOf(byte[] in, int start, int end) {
            return Arrays.equals(in, start, end, bytes, 0, bytes.length);
        }
    }

    /** What the function makes of a value that stands here. */
    @SuppressWarnings("unchecked") // what is kept beside a function was made by it
    <T> T of(Function<Json, T> recipe, Json value, Tape tape, int entry) {
        int place = placeOf(recipe);
        int start = tape.start(entry);
        int end = tape.end(entry);
        Making known = places[place];
        if (known != null && known.isOf(recipe)) {
            if (known.stoodAt(tape, entry)) {
                return (T) known.made;
            }
            if (known.isMadeOf(tape.bytes, start, end)) {
                places[place] = new Making(recipe, known.bytes, known.made, tape.text, entry);
                return (T) known.made;
            }
        }
        T made = recipe.apply(value);
        if (end - start <= LONGEST) {
            places[place] = new Making(recipe, Arrays.copyOfRange(tape.bytes, start, end), made, tape.text, entry);
        }
        return made;
    }

    /** The place of what the function made; else one that is free, or has been held longest. */
    private int placeOf(Function<Json, ?> recipe) {
        for (int place = 0; place < PLACES; place++) {
            Making known = places[place];
            if (known == null || known.isOf(recipe)) {
                return place;
            }
        }
        return oldest++ & (PLACES - 1);
    }
}
