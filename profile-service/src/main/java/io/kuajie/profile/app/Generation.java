package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.profile.topology.ProfileTopology;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One life of the streams: its application id, and with it its stores, change logs and number of partitions. The next one carries
 * people over from it.
 *
 * @param number from 1
 */
record Generation(String prefix, int number) {
    private static final String APPLICATION = "profile";
    private static final String NUMBERED = "-g";
    private static final String CHANGE_LOG = "-" + ProfileTopology.PEOPLE + "-changelog";

    static Generation of(Platform platform, ProfileSettings.Streams settings) {
        return new Generation(platform.prefix(), settings.generation());
    }

    Generation {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "kuajie.streams.generation (%d) must be 1 or more; it counts up by one with each growth."
                            .formatted(number));
        }
    }

    boolean isFirst() {
        return number == 1;
    }

    Generation before() {
        return new Generation(prefix, number - 1);
    }

    /** The generation whose change log this is; empty for other topics, and for the first. */
    Optional<Generation> ofChangeLog(String topic) {
        Matcher name = Pattern.compile(
                        Pattern.quote(prefix + APPLICATION + NUMBERED) + "([0-9]{1,6})" + Pattern.quote(CHANGE_LOG))
                .matcher(topic);
        return name.matches() ? Optional.of(new Generation(prefix, Integer.parseInt(name.group(1)))) : Optional.empty();
    }

    /** Name of the group of instances, and the beginning of its internal topics' names. */
    String applicationId() {
        return prefix + APPLICATION + (isFirst() ? "" : NUMBERED + number);
    }

    /** The topic that holds all that is stored of people. */
    String changeLog() {
        return applicationId() + CHANGE_LOG;
    }

    /** The topic that takes leaves' states to their persons. */
    String snapshots() {
        return applicationId() + "-" + ProfileTopology.SNAPSHOTS + "-repartition";
    }

    @Override
    public String toString() {
        return "generation " + number;
    }
}
