package io.kuajie.ingest.app.door;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Room for bodies, used again and again: made anew for each batch, it would be an eighth of all garbage, and never in the processor's cache.
 * What is small is made anew, and so is what is so large that it would lie about unused. For one thread.
 */
final class Rooms {
    /** More than most batches have. */
    static final int BYTES = 128 * 1024;

    private static final int SMALL = 16 * 1024;
    private static final int MOST_KEPT = 8;

    private final Deque<byte[]> kept = new ArrayDeque<>(MOST_KEPT);

    /** How many bytes the room for a body has. @param wanted how many the body has at least */
    static int sizeFor(int wanted) {
        return wanted > SMALL && wanted <= BYTES ? BYTES : wanted;
    }

    /** Room for a body; whatever stands in it is of another. */
    byte[] take(int wanted) {
        int size = sizeFor(wanted);
        byte[] known = size == BYTES ? kept.poll() : null;
        return known == null ? new byte[size] : known;
    }

    /** Keeps room that nobody uses any more. */
    void giveBack(byte[] room) {
        if (room.length == BYTES && kept.size() < MOST_KEPT) {
            kept.push(room);
        }
    }
}
