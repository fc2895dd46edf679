package io.kuajie.profile.domain.segment;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * People who meet a condition.
 *
 * @param condition in the Common Expression Language, over {@link PersonFacts}
 * @param titles by locale
 */
public final class Segment {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final String id;
    private final Condition condition;
    private final Map<String, String> titles;

    public Segment(String id, Condition condition, Map<String, String> titles) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "The segment id must be 1 to 64 lower-case letters, digits or hyphens, such as 'new-learners'.");
        }
        this.id = id;
        this.condition = condition;
        this.titles = Map.copyOf(titles);
    }

    public String id() {
        return id;
    }

    public String condition() {
        return condition.text();
    }

    public Map<String, String> titles() {
        return titles;
    }

    /** Whether somebody may enter or leave although nothing happens. */
    public boolean dependsOnTime() {
        return condition.dependsOnTime();
    }

    boolean holds(PersonFacts facts) {
        return condition.holds(facts);
    }
}
