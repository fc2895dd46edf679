package io.kuajie.recommend.domain.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the best again and again, where each item already taken of a category scales the rest of it by (1 − diversity): maximal
 * marginal relevance with "same category" as similarity (Carbonell and Goldstein, SIGIR 1998).
 */
final class Diversity {
    private Diversity() {}

    static List<Ranked> diverse(List<Ranked> eligible, int count, double diversity) {
        List<Ranked> left = new ArrayList<>(eligible);
        List<Ranked> taken = new ArrayList<>();
        Map<String, Integer> takenByCategory = new HashMap<>();
        while (taken.size() < count && !left.isEmpty()) {
            Ranked best = left.stream()
                    .max(Comparator.comparingDouble(candidate -> candidate.merit()
                            * Math.pow(
                                    1 - diversity,
                                    takenByCategory.getOrDefault(
                                            candidate.node().category(), 0))))
                    .orElseThrow();
            left.remove(best);
            taken.add(best);
            takenByCategory.merge(best.node().category(), 1, Integer::sum);
        }
        return taken;
    }
}
