package io.kuajie.ingest.domain.rejected;

/** Whether a rejected event may be corrected. Times are milliseconds since the epoch. */
public sealed interface Standing {
    /** It may: nothing was sent, or only what makes this a duplicate. */
    record Open() implements Standing {}

    /** It was. */
    record Corrected(long at) implements Standing {}

    /** An attempt that sends something else was first, and may still end. */
    record Contested(long begunAt) implements Standing {}

    /** An attempt was first whose end is not known, so long ago that its events are no longer known either. */
    record Unknown(long begunAt) implements Standing {}
}
