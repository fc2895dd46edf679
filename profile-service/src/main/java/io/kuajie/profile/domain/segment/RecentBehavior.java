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

/** What somebody did lately, summed up once when asked for, and only what is asked for. For one thread. */
final class RecentBehavior {
    /** @param category empty for the whole industry */
    private record Question(String domain, String category, long days) {
        boolean isOn(DimensionKey key) {
            return (category.isEmpty() || key.category().equals(category))
                    && key.domain().equals(domain);
        }

        Window window() {
            return new Window(Duration.ofDays(days));
        }
    }

    private final Portrait portrait;
    private final Instant now;
    /** Conditions may ask the same for each element of a list. */
    private final Map<Question, Map<String, Double>> answers = new HashMap<>();

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
        return answer(new Question(domain, "", days));
    }

    /** The same of a category of that industry. */
    Map<String, Double> inCategory(String domain, String category, long days) {
        return category.isEmpty() ? Map.of() : answer(new Question(domain, category, days));
    }

    private Map<String, Double> answer(Question question) {
        return answers.computeIfAbsent(question, asked -> weightByAction(asked.window(), asked::isOn));
    }

    private Map<String, Double> weightByAction(Window window, Predicate<DimensionKey> isAskedFor) {
        Map<String, Double> weightByAction = new TreeMap<>();
        portrait.details()
                .recent(window, now, isAskedFor)
                .forEach((key, weight) -> weightByAction.merge(key.action(), weight, Double::sum));
        return weightByAction;
    }
}
