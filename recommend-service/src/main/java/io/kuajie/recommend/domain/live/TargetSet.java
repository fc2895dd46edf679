package io.kuajie.recommend.domain.live;

import java.util.Arrays;

/** Targets in the order of their coming, each once: a flat array behind an open-addressing index. Not thread-safe. */
final class TargetSet {
    private int[] targets;
    /** Numbers of places in the order, from 1 on; 0 is free. */
    private int[] slots;

    private int size;

    /** @param expected how many are likely to come */
    TargetSet(int expected) {
        targets = new int[Math.max(1, expected)];
        slots = new int[Integer.highestOneBit(targets.length) * 4];
    }

    void add(int target) {
        int slot = slotOf(target);
        if (slots[slot] != 0) {
            return;
        }
        if (size == targets.length) {
            grow();
            slot = slotOf(target);
        }
        targets[size++] = target;
        slots[slot] = size;
    }

    int size() {
        return size;
    }

    /** In the order of their coming, and whatever stands behind the last. Not to be written. */
    int[] targets() {
        return targets;
    }

    private int slotOf(int target) {
        int mask = slots.length - 1;
        int mixed = target * 0x9E3779B9;
        int slot = (mixed ^ (mixed >>> 16)) & mask;
        while (slots[slot] != 0 && targets[slots[slot] - 1] != target) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        targets = Arrays.copyOf(targets, targets.length * 2);
        slots = new int[slots.length * 2];
        for (int place = 0; place < size; place++) {
            slots[slotOf(targets[place])] = place + 1;
        }
    }
}
