package io.kuajie.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What each person's profile must be, folded naively from the sender's ledger: exact counts by action, and masses as sums of
 * weights halved per half-life until the person's latest event. Shares no code with the services.
 */
final class ProfileOracle {
    private static final double HALF_LIFE_SECONDS = 30 * 86_400.0;
    private static final Map<String, Double> WEIGHTS = Map.of("browse", 1.0, "cart", 4.0, "favourite", 3.0, "buy", 8.0);

    /** @param massByDimension by "action|category", evaluated at the person's latest event */
    record Expected(Map<String, Long> countByAction, Map<String, Double> massByDimension, long latestEpochSecond) {}

    private ProfileOracle() {}

    /** The expected profile by user id as it stands in the file. */
    static Map<String, Expected> fold(List<BehaviorFile.Line> lines) {
        Map<String, List<BehaviorFile.Line>> linesByUser = new HashMap<>();
        lines.forEach(line -> linesByUser
                .computeIfAbsent(line.user(), u -> new java.util.ArrayList<>())
                .add(line));
        Map<String, Expected> expected = new HashMap<>();
        linesByUser.forEach((user, own) -> expected.put(user, foldOne(own)));
        return expected;
    }

    private static Expected foldOne(List<BehaviorFile.Line> lines) {
        long latest =
                lines.stream().mapToLong(BehaviorFile.Line::epochSecond).max().orElseThrow();
        Map<String, Long> counts = new TreeMap<>();
        Map<String, Double> masses = new TreeMap<>();
        for (BehaviorFile.Line line : lines) {
            counts.merge(line.action(), 1L, Long::sum);
            double age = latest - line.epochSecond();
            double mass = Objects.requireNonNull(WEIGHTS.get(line.action())) * Math.pow(2, -age / HALF_LIFE_SECONDS);
            masses.merge(line.action() + "|" + line.category(), mass, Double::sum);
        }
        return new Expected(counts, masses, latest);
    }
}
