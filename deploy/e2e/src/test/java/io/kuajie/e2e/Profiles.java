package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The last word of profile.state on every person. */
final class Profiles {
    private static final double TOLERANCE = 1e-6;

    private final Map<String, Profile> profileByPerson = new HashMap<>();

    static Profiles of(TestTopics topics) {
        Profiles profiles = new Profiles();
        topics.forEach(TopicCatalog.PROFILE_STATE, profiles::take);
        return profiles;
    }

    private void take(Received<Profile> received) {
        if (received.value() == null) {
            profileByPerson.remove(received.key());
        } else {
            profileByPerson.put(received.key(), received.requireValue());
        }
    }

    Map<String, Profile> byPerson() {
        return profileByPerson;
    }

    /** What is known of this person. @throws AssertionError if nothing is */
    Profile of(String person) {
        Profile profile = profileByPerson.get(person);
        if (profile == null) {
            throw new AssertionError("nothing is known of " + person);
        }
        return profile;
    }

    /** Events counted over these people. */
    long events(Iterable<String> people) {
        long sum = 0;
        for (String person : people) {
            Profile profile = profileByPerson.get(person);
            if (profile != null) {
                sum += profile.getCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
        }
        return sum;
    }

    void assertEquals(Map<String, ProfileOracle.Expected> expectedByPerson) {
        expectedByPerson.forEach((person, expected) -> {
            Profile profile = of(person);
            assertThat(new TreeMap<>(profile.getCounts()))
                    .as("counts of %s", person)
                    .isEqualTo(expected.countByAction());
            assertThat(profile.getEvaluatedAt().getEpochSecond()).isEqualTo(expected.latestEpochSecond());
            Map<String, Double> masses = new TreeMap<>();
            for (ProfileDimension dimension : profile.getDimensions()) {
                masses.merge(dimension.getAction() + "|" + dimension.getCategory(), dimension.getMass(), Double::sum);
            }
            assertThat(masses.keySet())
                    .as("dimensions of %s", person)
                    .isEqualTo(expected.massByDimension().keySet());
            expected.massByDimension()
                    .forEach((dimension, mass) -> assertThat(masses.get(dimension))
                            .as("mass of %s of %s", dimension, person)
                            .isCloseTo(mass, within(TOLERANCE)));
        });
    }
}
