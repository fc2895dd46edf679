package io.kuajie.profile.domain.segment;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What somebody did lately. Each window is summed up once, when first asked for. For one thread. */
final class RecentBehavior {
    private final Portrait portrait;
    private final Instant now;
    private final Map<Window, Map<DimensionKey, Double>> weightByWindow = new HashMap<>();

    RecentBehavior(Portrait portrait, Instant now) {
        this.portrait = portrait;
        this.now = now;
    }

    /** Weight by action. */
    Map<String, Double> within(Window window) {
        return weightByAction(window, key -> true);
    }

    /** Weight by action, of what was done in an industry within so many days; empty for nothing. */
    Map<String, Double> inDomain(String domain, long days) {
        return weightByAction(ofDays(days), key -> key.domain().equals(domain));
    }

    /** The same of a category of that industry. */
    Map<String, Double> inCategory(String domain, String category, long days) {
        return weightByAction(
                ofDays(days),
                key -> key.category().equals(category) && key.domain().equals(domain));
    }

    private static Window ofDays(long days) {
        return new Window(Duration.ofDays(days));
    }

    private Map<String, Double> weightByAction(Window window, Predicate<DimensionKey> isAskedFor) {
        Map<String, Double> weightByAction = new TreeMap<>();
        weightByWindow
                .computeIfAbsent(window, asked -> portrait.recent(asked, now))
                .forEach((key, weight) -> {
                    if (isAskedFor.test(key)) {
                        weightByAction.merge(key.action(), weight, Double::sum);
                    }
                });
        return weightByAction;
    }
}
