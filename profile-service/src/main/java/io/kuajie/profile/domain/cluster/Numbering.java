package io.kuajie.profile.domain.cluster;

import java.util.stream.Stream;

/** Label ids: a letter for what they name, and a number from 1. */
enum Numbering {
    GROUPS("c"),
    FAMILIES("f");

    private final String letter;

    Numbering(String letter) {
        this.letter = letter;
    }

    String id(long number) {
        return letter + number;
    }

    /** The number in a label id; 0 where it has another form. */
    long numberOf(String id) {
        return id.matches(letter + "[1-9][0-9]{0,8}") ? Long.parseLong(id.substring(1)) : 0;
    }

    /** The highest number in these label ids; 0 without any. */
    long highestOf(Stream<String> ids) {
        return ids.mapToLong(this::numberOf).max().orElse(0);
    }
}
