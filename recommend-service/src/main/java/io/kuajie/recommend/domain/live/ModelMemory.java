package io.kuajie.recommend.domain.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory that models lie in, used again once a model is gone. What is new costs more than what it holds: the kernel clears it page by
 * page, collections of garbage move what lies on the heap, and to free what threads share outside of it the virtual machine stops each of
 * them. Holds as much as models took at once. Thread-safe, without locks.
 */
public final class ModelMemory {
    private final Queue<ModelRoom> spare = new ConcurrentLinkedQueue<>();

    ModelRoom take() {
        ModelRoom room = spare.poll();
        return room == null ? new ModelRoom() : room;
    }

    /** To be called once nobody reads what lies there. */
    void giveBack(ModelRoom room) {
        spare.add(room);
    }
}
