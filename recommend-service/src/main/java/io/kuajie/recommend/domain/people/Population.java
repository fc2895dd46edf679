package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.crowd.Crowd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * People and what they add up to, changed together: whatever is done with profiles (replays, links, unlinks, erasures), the
 * crowd equals the sum of the people's last states.
 *
 * <p>One writer, any number of readers.
 */
public final class Population {
    private final People people = new People();
    private final Crowd crowd;

    public Population(Crowd crowd) {
        this.crowd = crowd;
    }

    public People people() {
        return people;
    }

    public Crowd crowd() {
        return crowd;
    }

    public void put(Person person) {
        crowd.change(shareOf(people.put(person)), person.share());
    }

    /** As {@link #put(Person)}, of somebody whose latest event was at this time: what is new counts for what is trending. */
    public void put(Person person, Instant at) {
        crowd.change(shareOf(people.put(person)), person.share(), at);
    }

    public void remove(PersonKey key) {
        crowd.change(shareOf(people.remove(key)), Crowd.Share.NOTHING);
    }

    private static Crowd.Share shareOf(@Nullable Person person) {
        return person == null ? Crowd.Share.NOTHING : person.share();
    }
}
