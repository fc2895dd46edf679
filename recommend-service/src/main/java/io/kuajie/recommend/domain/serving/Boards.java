package io.kuajie.recommend.domain.serving;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Boards that are used again by one request after the other, because new ones would be most of a request's garbage. Thread-safe. */
final class Boards {
    private final Queue<Board> idle = new ConcurrentLinkedQueue<>();

    /** An empty board, the caller's alone until it is given back. */
    Board take() {
        @Nullable Board board = idle.poll();
        return board == null ? new Board() : board;
    }

    /** Takes a board back, which the caller must not use from here on. */
    void give(Board board) {
        board.clear();
        idle.add(board);
    }
}
