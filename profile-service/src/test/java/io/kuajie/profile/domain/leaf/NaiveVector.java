package io.kuajie.profile.domain.leaf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vector of layout 1, written out from its description: log(1 + mass) to a slot and a sign by hash, scaled to unit length. */
public final class NaiveVector {
    private static final Map<String, List<String>> ACTIONS_BY_MANNER = Map.of(
            "look", List.of("browse", "click", "dwell", "search", "exposure"),
            "want", List.of("favourite", "cart", "uncart"),
            "buy", List.of("buy", "refund", "redeem"),
            "take_part", List.of("learn", "attend", "check-in"),
            "speak", List.of("evaluate", "share", "comment", "vote"));

    private NaiveVector() {}

    public static double[] of(Map<DimensionKey, Double> masses) {
        Map<String, Double> tastes = new HashMap<>();
        Map<String, Double> manners = new HashMap<>();
        masses.forEach((key, mass) -> {
            tastes.merge(key.domain() + "\0" + key.category(), mass, Double::sum);
            manners.merge(key.domain() + "\1" + mannerOf(key.action()), mass, Double::sum);
        });
        double[] vector = new double[64];
        add(vector, tastes, 0, 48, 1);
        add(vector, manners, 48, 16, 0.5);
        double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        return Arrays.stream(vector).map(x -> length == 0 ? 0 : x / length).toArray();
    }

    private static void add(double[] vector, Map<String, Double> massByName, int first, int slots, double weight) {
        massByName.forEach((name, mass) -> {
            if (mass > 0) {
                long hash = hash(name);
                int slot = first + (int) Long.remainderUnsigned(hash >>> 1, slots);
                vector[slot] += (hash % 2 == 0 ? 1 : -1) * weight * Math.log1p(mass);
            }
        });
    }

    private static String mannerOf(String action) {
        return ACTIONS_BY_MANNER.entrySet().stream()
                .filter(manner -> manner.getValue().contains(action))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }

    /** FNV-1a, then the end of SplitMix64. */
    private static long hash(String name) {
        long hash = Long.parseUnsignedLong("14695981039346656037");
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash ^= Byte.toUnsignedLong(octet);
            hash *= 1_099_511_628_211L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
