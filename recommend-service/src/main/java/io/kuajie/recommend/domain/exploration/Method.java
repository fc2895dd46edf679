package io.kuajie.recommend.domain.exploration;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How it is learnt what choices are worth. */
public enum Method {
    /** By the rate of each item in each cluster: {@link Arms}. */
    RATES,
    /** By what items and clusters are like: {@link LinearArms}. */
    LINEAR;

    public static Optional<Method> ofWireName(String name) {
        return Stream.of(values())
                .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
