package io.kuajie.edge.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What records say of the thing that a call was about, such as a partner's key or an agreement. */
final class Target {
    /** Places of addresses that name no person. */
    private static final List<String> PLACES = List.of("partner", "id", "source", "target");

    private static final int SUCCESS = 2;

    private Target() {}

    /**
     * What the places of an address name, such as {@code partner=academy id=k1}; null where they name nothing of the kind, and of calls
     * that failed, in which a caller's own words may stand.
     */
    static @Nullable String of(Map<String, List<String>> places, int status) {
        String named = PLACES.stream()
                .flatMap(place ->
                        places.getOrDefault(place, List.of()).stream().limit(1).map(name -> place + "=" + name))
                .collect(Collectors.joining(" "));
        return named.isEmpty() || status / 100 != SUCCESS ? null : named;
    }
}
