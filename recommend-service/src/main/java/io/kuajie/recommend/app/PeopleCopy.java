package io.kuajie.recommend.app;

import io.kuajie.edge.PersonalCopy;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.people.Population;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What this service keeps of people, as far as demands go: profiles in memory, made of profile.state, and consents. */
@ApplicationScoped
class PeopleCopy implements PersonalCopy {
    private final Population population;
    private final Consents consents;
    private final Clock clock;

    PeopleCopy(Population population, Consents consents, Clock clock) {
        this.population = population;
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public String store() {
        return "people";
    }

    @Override
    public boolean isGone(LeafKey leaf, Instant demandedAt) {
        return population.people().of(leaf) == null;
    }

    @Override
    public Object export(LeafKey leaf) {
        Map<String, String> standings = new TreeMap<>();
        for (Purpose purpose : Purpose.values()) {
            standings.put(
                    purpose.wireName(),
                    consents.standing(leaf, purpose, clock.instant()).name());
        }
        return Map.of("isKnown", population.people().of(leaf) != null, "consents", standings);
    }
}
