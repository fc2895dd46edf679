package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.leaf.SparseCounts;
import java.util.EnumMap;
import java.util.Map;

/** The quarter of the day, by local hours, in which somebody does most of what they do. */
public enum Daypart {
    /** Fewer than half of the events lie in any quarter. */
    NONE("", ""),
    NIGHT("at night", "多在深夜"),
    MORNING("in the morning", "多在上午"),
    AFTERNOON("in the afternoon", "多在下午"),
    EVENING("in the evening", "多在晚间");

    private static final int HOURS_A_DAY = 24;
    private static final int HOURS_A_PART = 6;

    private final String english;
    private final String chinese;

    Daypart(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** @param habits events by local hour of the week, from Monday's first */
    static Daypart of(SparseCounts habits) {
        Map<Daypart, Long> countByPart = new EnumMap<>(Daypart.class);
        long[] total = new long[1];
        habits.visit((hourOfWeek, count) -> {
            countByPart.merge(values()[1 + hourOfWeek % HOURS_A_DAY / HOURS_A_PART], count, Long::sum);
            total[0] += count;
        });
        return countByPart.entrySet().stream()
                .filter(part -> 2 * part.getValue() >= total[0])
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(NONE);
    }

    String english() {
        return english;
    }

    String chinese() {
        return chinese;
    }
}
