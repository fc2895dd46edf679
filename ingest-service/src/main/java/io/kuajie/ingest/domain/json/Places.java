package io.kuajie.ingest.domain.json;

import java.util.Arrays;

/**
 * Where the fields of the objects stand that were looked into last, by the numbers of their names, so that an object is gone through
 * once, however many fields are asked for. For one thread.
 */
final class Places {
    private static final int OBJECTS = 8;
    private static final int NONE = -1;

    private final int[] objects = new int[OBJECTS];
    private final int[][] fields = new int[OBJECTS][Name.MOST_NUMBERED];

    Places() {
        forget();
    }

    /** Begins with another text. */
    void forget() {
        Arrays.fill(objects, NONE);
    }

    /** The value of the last field whose name has this number. @param object one that has such a field */
    int of(Tape tape, int object, int number) {
        int place = object / Tape.STRIDE % OBJECTS;
        if (objects[place] != object) {
            // What stood here before need not be cleared: the object itself tells which numbers it has.
            tape.tellFields(object, fields[place]);
            objects[place] = object;
        }
        return fields[place][number];
    }
}
