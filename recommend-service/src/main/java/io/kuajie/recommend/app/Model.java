package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.clicks.OrderRankers;
import io.kuajie.recommend.domain.consent.Agreements;
import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.crowd.Crowd;
import io.kuajie.recommend.domain.exploration.Arms;
import io.kuajie.recommend.domain.exploration.Bandit;
import io.kuajie.recommend.domain.exploration.LinearArms;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Compactor;
import io.kuajie.recommend.domain.people.Departures;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.quality.ListQuality;
import io.kuajie.recommend.domain.serving.Forecasts;
import io.kuajie.recommend.domain.serving.Recommender;
import io.kuajie.recommend.domain.topics.Themes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The views in memory, and what answers from them. */
class Model {
    /** Chance alone moves the stability index of ten cells by 0.02 where windows have so many places. */
    private static final long LEAST_PLACES = 1_000;

    @Produces
    @Singleton
    Items items() {
        return new Items();
    }

    @Produces
    @Singleton
    Population population(RecommendSettings settings) {
        return new Population(new Crowd(settings.smoothing()));
    }

    @Produces
    @Singleton
    Departures departures() {
        return new Departures();
    }

    @Produces
    @Singleton
    Compactor compactor(Items items, RecommendSettings settings) {
        return new Compactor(items, settings.tiesPerPerson());
    }

    @Produces
    @Singleton
    Likenesses likenesses() {
        return new Likenesses();
    }

    @Produces
    @Singleton
    Themes themes() {
        return new Themes();
    }

    @Produces
    @Singleton
    Offers offers() {
        return new Offers();
    }

    @Produces
    @Singleton
    Consents consents() {
        return new Consents();
    }

    @Produces
    @Singleton
    Agreements agreements(RecommendSettings settings) {
        return new Agreements(settings.assumeAgreements());
    }

    @Produces
    @Singleton
    ClusterTitles clusterTitles() {
        return new ClusterTitles();
    }

    @Produces
    @Singleton
    Expressions expressions() {
        return new Expressions();
    }

    @Produces
    @Singleton
    ModelMemory modelMemory() {
        return new ModelMemory();
    }

    @Produces
    @Singleton
    LiveModels liveModels() {
        return new LiveModels();
    }

    @Produces
    @Singleton
    Bandit bandit(Items items, RecommendSettings settings) {
        return switch (SettingsCheck.method(settings)) {
            case RATES -> new Arms(settings.feedbackWindow());
            case LINEAR -> new LinearArms(items, settings.feedbackWindow());
        };
    }

    @Produces
    @Singleton
    ClickRankers clickRankers() {
        return new ClickRankers();
    }

    @Produces
    @Singleton
    OrderRankers orderRankers() {
        return new OrderRankers();
    }

    @Produces
    @Singleton
    Exposures exposures(RecommendSettings settings) {
        return new Exposures(settings.rotationMostPeople());
    }

    @Produces
    @Singleton
    ListQuality listQuality(Items items, Population population, RecommendSettings settings) {
        return new ListQuality(items, population.crowd().popularity(), settings.qualityWindow(), LEAST_PLACES);
    }

    @Produces
    @Singleton
    Feedback feedback(
            Items items,
            Bandit bandit,
            Exposures exposures,
            Meters meters,
            QualityMeters qualityMeters,
            RecommendSettings settings) {
        return new Feedback(items, settings.feedbackMostLists(), List.of(bandit, exposures, meters, qualityMeters));
    }

    @Produces
    @Singleton
    Margins margins(RecommendSettings settings) {
        return SettingsCheck.margins(settings);
    }

    @Produces
    @Singleton
    Forecasts forecasts(ClickRankers clicks, OrderRankers orders, Margins margins, Offers offers) {
        return new Forecasts(clicks, orders, margins, offers);
    }

    @Produces
    @Singleton
    Recommender recommender(
            Items items,
            Population population,
            Likenesses likenesses,
            Themes themes,
            ClusterTitles titles,
            Forecasts forecasts,
            Consents consents,
            Agreements agreements,
            LiveModels models,
            Bandit bandit,
            Exposures exposures,
            RecommendSettings settings) {
        ConsentPolicy policy = new ConsentPolicy(consents, agreements, settings.assumeConsent());
        return new Recommender(
                items,
                population,
                likenesses,
                themes,
                titles,
                policy,
                models,
                bandit,
                exposures,
                SettingsCheck.floors(settings),
                forecasts);
    }
}
