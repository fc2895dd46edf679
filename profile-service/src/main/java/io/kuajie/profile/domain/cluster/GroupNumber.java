package io.kuajie.profile.domain.cluster;

/** Label ids of groups: the letter c and a number from 1. */
final class GroupNumber {
    private GroupNumber() {}

    static String id(long number) {
        return "c" + number;
    }

    /** The number in a label id; 0 where it has another form. */
    static long of(String id) {
        return id.matches("c[1-9][0-9]{0,8}") ? Long.parseLong(id.substring(1)) : 0;
    }
}
