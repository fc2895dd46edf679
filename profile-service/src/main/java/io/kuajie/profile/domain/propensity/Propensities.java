package io.kuajie.profile.domain.propensity;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How likely people are to buy, and to stay away, within the coming {@value Retrospect#DAYS} days. Calibrated: what is said to come true
 * for one in five does.
 */
public final class Propensities {
    private static final long LEAST_CASES = 200;

    /** An industry and category that somebody dealt with lately. @param buy chance that they buy something of it */
    public record Taste(DimensionKey key, double buy) {}

    /**
     * Of one person.
     *
     * @param buy chance of buying anything
     * @param churn chance of not being seen at all
     * @param tastes what was dealt with in the last fourteen days, likeliest first; none while too few are known
     */
    public record Outlook(double buy, double churn, List<Taste> tastes) {}

    private final Chances buy;
    private final Chances churn;
    private final Chances buyOfTaste;
    private final Quality qualityOfBuy;
    private final Quality qualityOfChurn;
    private final Quality qualityOfTaste;

    private final long leastCases;

    /** @param least people that must stand behind a chance; those who stood alike count only where they are as many */
    public Propensities(Retrospect retrospect, long least) {
        leastCases = Math.max(LEAST_CASES, least);
        buy = chances(retrospect.bought(), least);
        churn = chances(retrospect.stayedAway(), least);
        buyOfTaste = chances(retrospect.boughtOfTaste(), least);
        qualityOfBuy = Quality.of(retrospect.bought()[0], retrospect.bought()[1]);
        qualityOfChurn = Quality.of(retrospect.stayedAway()[0], retrospect.stayedAway()[1]);
        qualityOfTaste = Quality.of(retrospect.boughtOfTaste()[0], retrospect.boughtOfTaste()[1]);
    }

    /** Whether enough people are known for long enough: {@value #LEAST_CASES} at least. */
    public boolean isKnown() {
        return qualityOfBuy.cases() >= leastCases;
    }

    public Outlook of(Portrait portrait, Instant now) {
        Standing standing = Standing.of(portrait, Standing.dayOf(now));
        List<Taste> tastes = new ArrayList<>();
        if (qualityOfTaste.cases() >= leastCases) {
            standing.activityByTaste()
                    .forEach((taste, activity) -> tastes.add(new Taste(taste, buyOfTaste.of(activity.cell()))));
        }
        tastes.sort(Comparator.comparingDouble(Taste::buy).reversed());
        int cell = standing.overall().cell();
        return new Outlook(buy.of(cell), churn.of(cell), tastes);
    }

    public Quality qualityOfBuy() {
        return qualityOfBuy;
    }

    public Quality qualityOfChurn() {
        return qualityOfChurn;
    }

    /** Of the chances by industry and category; a case is one of somebody's. */
    public Quality qualityOfTaste() {
        return qualityOfTaste;
    }

    private static Chances chances(OutcomeCounts[] halves, long least) {
        OutcomeCounts all = new OutcomeCounts();
        all.merge(halves[0]);
        all.merge(halves[1]);
        return new Chances(all, least);
    }
}
