package io.kuajie.kernel;

import java.util.Locale;
import java.util.Optional;

/** How constants are written on the wire: in small letters. */
final class WireNames {
    private WireNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> find(E[] constants, String name) {
        for (E constant : constants) {
            if (of(constant).equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
