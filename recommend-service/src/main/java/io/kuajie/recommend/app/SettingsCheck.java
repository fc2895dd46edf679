package io.kuajie.recommend.app;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exploration.Method;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Objective;
import io.kuajie.recommend.domain.shards.Shard;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Ends the start on settings that are out of range, which storefronts would be told of otherwise. */
@ApplicationScoped
class SettingsCheck {
    private static final Logger LOG = Logger.getLogger(SettingsCheck.class);

    private final RecommendSettings settings;

    SettingsCheck(RecommendSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException for a name that no partner can have, or floors above the whole */
    static Floors floors(RecommendSettings settings) {
        Map<PartnerId, Double> floorByPartner = new HashMap<>();
        settings.floors().forEach((partner, floor) -> floorByPartner.put(new PartnerId(partner), floor));
        return new Floors(floorByPartner);
    }

    /** What stands on top of lists of a domain. @throws IllegalArgumentException for what is no domain, no item key, or too much */
    static Map<Domain, List<ItemKey>> pins(RecommendSettings settings) {
        Map<Domain, List<ItemKey>> pinsByDomain = new HashMap<>();
        settings.pins().forEach((domain, pins) -> {
            if (pins.size() > Ask.MOST_PINS) {
                throw new IllegalArgumentException("The pins of %s (%d: %s) must be at most %d."
                        .formatted(domain, pins.size(), pins, Ask.MOST_PINS));
            }
            pinsByDomain.put(
                    new Domain(domain), pins.stream().map(ItemKey::parse).toList());
        });
        return pinsByDomain;
    }

    /** @throws IllegalArgumentException for one that lists can't be ordered by */
    static Objective objective(RecommendSettings settings) {
        return Objective.ofWireName(settings.objective())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The objective (%s) must be relevance, clicks, orders or value; clicks is usual."
                                .formatted(settings.objective())));
    }

    /** @throws IllegalArgumentException for one that is not known */
    static Method method(RecommendSettings settings) {
        return Method.ofWireName(settings.exploreMethod())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The method of exploring (%s) must be rates or linear; rates is usual."
                                .formatted(settings.exploreMethod())));
    }

    /** @throws IllegalArgumentException for what is no domain, no currency, or no share */
    static Margins margins(RecommendSettings settings) {
        Map<Domain, Double> shareByDomain = new HashMap<>();
        settings.margins().forEach((domain, share) -> shareByDomain.put(new Domain(domain), share));
        return new Margins(shareByDomain, settings.valueCurrency(), settings.valueRedemption());
    }

    /** @throws IllegalArgumentException that names the value and its range */
    void start(@Observes StartupEvent event) {
        LOG.debugf(
                "Lists: %s, %s, %s, %s, %s, %s, %s",
                new Exploration(settings.exploreShare(), 0),
                new Rotation(settings.rotationMostShown(), 0, settings.rotationWithin()),
                floors(settings),
                pins(settings),
                objective(settings),
                method(settings),
                margins(settings));
        if (!settings.qualityWindow().isPositive()) {
            throw new IllegalArgumentException("The window of quality (%s) must be above 0; an hour is usual."
                    .formatted(settings.qualityWindow()));
        }
        if (!(settings.requestsPerSecond() >= 0) || settings.requestsBurst().orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "The limit (%s requests a second, burst %d) must be positive; 0 a second is none."
                            .formatted(
                                    settings.requestsPerSecond(),
                                    settings.requestsBurst().orElse(1)));
        }
        if (!new Shard(settings.shard(), settings.shards()).isWhole()
                && !settings.shardAddress().orElse("").matches("https?://.*\\{shard}.*")) {
            throw new IllegalArgumentException(
                    "The address of shards (%s) must be of http, with {shard} for the number, where there are several."
                            .formatted(settings.shardAddress().orElse("none")));
        }
        if (!settings.deadline().isPositive()) {
            throw new IllegalArgumentException(
                    "The deadline (%s) must be above 0; half a second is usual.".formatted(settings.deadline()));
        }
    }
}
