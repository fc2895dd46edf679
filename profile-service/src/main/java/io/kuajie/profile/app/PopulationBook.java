package io.kuajie.profile.app;

import io.kuajie.profile.domain.population.NextAction;
import io.kuajie.profile.domain.population.Population;
import jakarta.enterprise.context.ApplicationScoped;

/** The latest sums over everybody, which one person is measured against. */
@ApplicationScoped
public class PopulationBook {
    /** What is derived together, so that it is read together. */
    record Look(Population population, NextAction next) {}

    private volatile Look latest = new Look(Population.EMPTY, new NextAction(Population.EMPTY.transitions()));

    void put(Population population) {
        latest = new Look(population, new NextAction(population.transitions()));
    }

    Look latest() {
        return latest;
    }
}
