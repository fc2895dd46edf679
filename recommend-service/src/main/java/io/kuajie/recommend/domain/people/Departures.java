package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.PersonKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Who was removed, and when: somebody who demanded to be forgotten may be back before anybody looks. The {@value #MOST} latest; for
 * any number of threads.
 */
public final class Departures {
    private static final int MOST = 10_000;

    private final SequencedMap<PersonKey, Instant> leftAt = new LinkedHashMap<>();

    public synchronized void note(PersonKey person, Instant at) {
        leftAt.remove(person);
        leftAt.put(person, at);
        if (leftAt.size() > MOST) {
            leftAt.pollFirstEntry();
        }
    }

    /** Whether the person was removed at this time or later. */
    public synchronized boolean hasLeftSince(PersonKey person, Instant at) {
        Instant left = leftAt.get(person);
        return left != null && !left.isBefore(at);
    }
}
