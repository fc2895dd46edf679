package io.kuajie.recommend.app;

import io.kuajie.edge.PersonalCopy;
import io.kuajie.edge.StoreShard;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.people.Departures;
import io.kuajie.recommend.domain.people.Person;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.shards.Shard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this service keeps of people, as far as demands go: profiles in memory, made of profile.state, consents, and what was shown. Each
 * shard answers for itself: a leaf may have moved from one to the other, and all know what was shown to it.
 */
@ApplicationScoped
class PeopleCopy implements PersonalCopy {
    private static final String STORE = "people";

    private final Population population;
    private final Views views;
    private final Departures departures;
    private final Feedback feedback;
    private final Exposures exposures;
    private final Consents consents;
    private final Shards shards;
    private final Clock clock;

    PeopleCopy(
            Population population,
            Views views,
            Departures departures,
            Feedback feedback,
            Exposures exposures,
            Consents consents,
            Shards shards,
            Clock clock) {
        this.population = population;
        this.views = views;
        this.departures = departures;
        this.feedback = feedback;
        this.exposures = exposures;
        this.consents = consents;
        this.shards = shards;
        this.clock = clock;
    }

    @Override
    public String store() {
        Shard own = shards.own();
        return own.isWhole() ? STORE : new StoreShard(STORE, own.number(), own.count()).name();
    }

    /** What was shown to the leaf, and what came of it, goes with the profile; where it visited another's, it goes here. */
    @Override
    public boolean isGone(LeafKey leaf, Instant demandedAt) {
        if (!views.areComplete()) {
            return false;
        }
        Person person = population.people().of(leaf);
        boolean isGone = person == null || isNew(person, leaf, demandedAt);
        if (person == null) {
            feedback.forget(leaf);
            exposures.forget(leaf);
        }
        return isGone;
    }

    /** Whether it came back after it had gone. */
    private boolean isNew(Person person, LeafKey leaf, Instant demandedAt) {
        return person.key().equals(PersonKey.of(leaf)) && departures.hasLeftSince(person.key(), demandedAt);
    }

    @Override
    public Object export(LeafKey leaf) {
        if (!views.areComplete()) {
            throw new IllegalStateException("Not everything is in memory yet; ask again.");
        }
        Map<String, String> standings = new TreeMap<>();
        for (Purpose purpose : Purpose.values()) {
            standings.put(
                    purpose.wireName(),
                    consents.standing(leaf, purpose, clock.instant()).name());
        }
        return Map.of("isKnown", population.people().of(leaf) != null, "consents", standings);
    }
}
