package io.kuajie.profile.app;

import java.util.OptionalLong;

/**
 * What was read of people.
 *
 * @param behind empty where the owner of the partition answered; where a copy did, how many changes it may have lacked
 */
record Answer<T>(T value, OptionalLong behind) {
    static <T> Answer<T> ofOwner(T value) {
        return new Answer<>(value, OptionalLong.empty());
    }

    static <T> Answer<T> ofCopy(T value, long behind) {
        return new Answer<>(value, OptionalLong.of(behind));
    }

    boolean isOfOwner() {
        return behind.isEmpty();
    }
}
