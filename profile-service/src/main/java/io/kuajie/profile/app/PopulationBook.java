package io.kuajie.profile.app;

import io.kuajie.profile.domain.population.NextAction;
import io.kuajie.profile.domain.population.Population;
import io.kuajie.profile.domain.propensity.Propensities;
import io.kuajie.profile.domain.propensity.Quality;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** The latest sums over everybody, which one person is measured against. */
@ApplicationScoped
public class PopulationBook {
    /** What is derived together, so that it is read together. */
    record Look(Population population, NextAction next, Propensities propensities, Propensities shownToPartners) {
        static Look at(Population population, long least) {
            return new Look(
                    population,
                    new NextAction(population.transitions()),
                    new Propensities(population.retrospect(), 0),
                    new Propensities(population.retrospect(), least));
        }

        Propensities propensities(Audience audience) {
            return audience.least() == 0 ? propensities : shownToPartners;
        }
    }

    private final LeastShown least;
    private volatile Look latest;

    PopulationBook(MeterRegistry meters, LeastShown least) {
        this.least = least;
        this.latest = Look.at(Population.EMPTY, least.toPartners());
        gauges(meters, "buy", Propensities::qualityOfBuy);
        gauges(meters, "churn", Propensities::qualityOfChurn);
        gauges(meters, "buy-of-taste", Propensities::qualityOfTaste);
        meters.gauge(
                "kuajie.profile.next.action.gain",
                this,
                book -> book.latest.population().foresight().gain());
        meters.gauge("kuajie.profile.next.action.cases", this, book ->
                (double) book.latest.population().foresight().actions());
    }

    void put(Population population) {
        latest = Look.at(population, least.toPartners());
    }

    Look latest() {
        return latest;
    }

    private void gauges(MeterRegistry meters, String outcome, Function<Propensities, Quality> of) {
        Tags tags = Tags.of("outcome", outcome);
        meters.gauge(
                "kuajie.profile.propensity.gain",
                tags,
                this,
                book -> of.apply(book.latest.propensities()).gain());
        meters.gauge(
                "kuajie.profile.propensity.calibration.error",
                tags,
                this,
                book -> of.apply(book.latest.propensities()).calibrationError());
        meters.gauge("kuajie.profile.propensity.cases", tags, this, book ->
                (double) of.apply(book.latest.propensities()).cases());
    }
}
