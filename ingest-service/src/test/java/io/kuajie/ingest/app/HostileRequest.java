package io.kuajie.ingest.app;

import java.util.List;
import java.util.Set;

/**
 * A request as its bytes, and what the door may do with it.
 *
 * @param kind what is wrong with it
 * @param statuses that may be answered
 * @param good ids of the messages in it that must become clean
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
record HostileRequest(String kind, byte[] bytes, Ending ending, Set<Integer> statuses, List<String> good) {
    /** What is known of where it ends. */
    enum Ending {
        /** Well framed: it must be answered, and its connection serves the next. */
        FRAMED,
        /** So badly framed that the door may close the connection instead. */
        DOUBTFUL,
        /** The same, and nothing follows what has been sent of it. */
        CUT
    }

    static HostileRequest framed(String kind, byte[] bytes, Set<Integer> statuses) {
        return new HostileRequest(kind, bytes, Ending.FRAMED, statuses, List.of());
    }
}
