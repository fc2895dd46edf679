package io.kuajie.profile.topology;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.HalfLife;
import java.util.Map;

/**
 * How one partner's behaviour is counted.
 *
 * @param halfLife in which it loses half its weight; leaves that have state keep the one they began with
 * @param weights factor by action name, on top of the weight that an event carries; absent means one
 */
public record PartnerRules(HalfLife halfLife, Map<String, Double> weights) {
    public PartnerRules {
        weights = Map.copyOf(weights);
        weights.forEach((action, factor) -> {
            if (!Double.isFinite(factor) || factor < 0) {
                throw new IllegalArgumentException(
                        "The weight (%s) of %s must be a finite number from 0.".formatted(factor, action));
            }
        });
    }

    double weightOf(Action action) {
        return weights.isEmpty() ? 1 : weights.getOrDefault(action.name(), 1.0);
    }
}
