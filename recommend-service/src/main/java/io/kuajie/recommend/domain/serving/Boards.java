package io.kuajie.recommend.domain.serving;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Boards that are used again by one request after the other, because new ones would be most of a request's garbage. A thread gets the one
 * that it gave back last, since that is still in the cache of its processor. Thread-safe.
 */
final class Boards {
    private static final int PLACES = 64;

    /** Apart by more than a line of the cache, which threads would else take from each other. */
    private static final int APART = 32;

    private final AtomicReferenceArray<@Nullable Board> idle = new AtomicReferenceArray<>(PLACES * APART);

    /** An empty board, the caller's alone until it is given back. */
    Board take() {
        @Nullable Board board = idle.getAndSet(place(), null);
        return board == null ? new Board() : board;
    }

    /** Takes a board back, which the caller must not use from here on. */
    void give(Board board) {
        board.clear();
        idle.set(place(), board);
    }

    /** Threads whose places are the same get each other's boards, which is slower and no harm. */
    private static int place() {
        return (int) (Thread.currentThread().threadId() % PLACES) * APART;
    }
}
