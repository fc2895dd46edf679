package io.kuajie.recommend.domain.people;

import io.kuajie.recommend.domain.items.Registry;

/** Small numbers for values that many people share, such as partners and actions. Thread-safe. */
final class Numbering<V> {
    private record Numbered<V>(int number, V value) {}

    private final Registry<V, Numbered<V>> numbered = new Registry<>(Numbered::new);

    /** The number of this value, given now if it is new. */
    int of(V value) {
        return numbered.of(value).number;
    }

    /** @throws IndexOutOfBoundsException for a number that was never given */
    V at(int number) {
        return numbered.at(number).value;
    }
}
