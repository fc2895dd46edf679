package io.kuajie.recommend.files;

/**
 * What a file says of one person and one item.
 *
 * @param seconds since 1970; {@link #NO_TIME} where the file says none
 * @param value above 0, such as stars; 1 where the file says none
 */
record Dealing(long seconds, double value) {
    static final long NO_TIME = Long.MIN_VALUE;

    /** Of two of the same person with the same item, the later one; of two at the same time, the one with the greater value. */
    static Dealing later(Dealing one, Dealing other) {
        if (one.seconds != other.seconds) {
            return one.seconds > other.seconds ? one : other;
        }
        return one.value >= other.value ? one : other;
    }

    /** 0 where the file says none. */
    long secondsOrZero() {
        return seconds == NO_TIME ? 0 : seconds;
    }
}
