package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.kernel.Money;
import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.SparseCounts;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.leaf.Windows;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.person.Presence;
import io.kuajie.profile.domain.population.Population;
import io.kuajie.profile.domain.propensity.Propensities;
import io.kuajie.profile.domain.propensity.Retrospect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person in words and figures, as of now.
 *
 * @param activity on how many days they were there lately
 * @param stage lifecycle: new, exploring, buyer, loyal, lapsing or lost
 * @param rfm scores of 1 to 5 among buyers for how lately, how often and how much was bought; zeros for nobody who buys; absent where
 *     buyers are too few to show
 * @param spend by currency, with the share of buyers who have spent less
 * @param priceSensitivity 0 to 1: how much cheaper than what is looked at is what is bought; absent where unknown
 * @param rating mean stars given; absent without
 * @param tone of what was written, -1 to 1; absent without
 * @param declared what the person said of themselves; empty without
 * @param interests share of all decayed mass by industry and category, heaviest first
 * @param recent weight of behaviour by window and kind
 * @param hours events by local hour, 24 numbers
 * @param weekdays events by local day, Monday first
 * @param next most likely next actions; absent where people are too few to show
 * @param propensities how likely they are to buy and to stay away; absent while too few people are known for long enough
 * @param population people that scores and shares are taken among; absent where it would tell how many are in a small group
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortraitView(
        String person,
        String asOf,
        String stage,
        ActivityView activity,
        Population.@Nullable Rfm rfm,
        List<SpendView> spend,
        @Nullable Double priceSensitivity,
        @Nullable Double rating,
        @Nullable Double tone,
        List<DeclaredView> declared,
        List<InterestView> interests,
        Map<String, List<RecentView>> recent,
        long[] hours,
        long[] weekdays,
        @Nullable List<NextView> next,
        @Nullable PropensitiesView propensities,
        List<String> segments,
        @Nullable Long population) {
    /** Paid less refunded. @param percentile absent where nobody else bought, or too few to show */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SpendView(Money amount, @Nullable Double percentile) {}

    /** A trait as declared last. @param titles of the value, by locale */
    public record DeclaredView(String trait, String value, Map<String, String> titles, Instant declaredAt) {}

    /**
     * What somebody likes.
     *
     * @param lately weight within thirty days
     * @param daysSince it was last dealt with, 0 for today; absent where that is longer ago than thirty days
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InterestView(
            String domain,
            String category,
            double share,
            double lately,
            @Nullable Integer daysSince) {}

    /** How often somebody is there: absent, rare, regular or frequent; active days of the last seven and thirty, by UTC. */
    public record ActivityView(String level, int daysOfWeek, int daysOfMonth) {}

    /** One kind of behaviour within a window. */
    public record RecentView(String action, String domain, String category, double weight) {}

    /** An action that may come next. */
    public record NextView(String action, double probability) {}

    /**
     * Chances of what comes true within so many days.
     *
     * @param buy of buying anything
     * @param churn of not being seen at all
     * @param tastes of buying something of what was dealt with lately, likeliest first
     * @param people that they were learnt from
     */
    public record PropensitiesView(int days, double buy, double churn, List<TasteView> tastes, long people) {}

    /** The chance of buying something of an industry and category. */
    public record TasteView(String domain, String category, double buy) {}

    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int MOST_NEXT = 5;
    private static final int MOST_TASTES = 16;

    static PortraitView of(
            Portrait portrait,
            String cluster,
            List<String> segments,
            Audience audience,
            PopulationBook.Look look,
            Instant now) {
        Instant at = now.isBefore(portrait.evaluatedAt()) ? portrait.evaluatedAt() : now;
        var purchases = portrait.purchases();
        Presence presence = portrait.presence(at);
        long[] hours = new long[HOURS];
        long[] weekdays = new long[DAYS];
        portrait.details().habits().visit((hourOfWeek, count) -> {
            hours[hourOfWeek % HOURS] += count;
            weekdays[hourOfWeek / HOURS % DAYS] += count;
        });
        return new PortraitView(
                portrait.person().value(),
                portrait.asOf(),
                portrait.stage(at).toString(),
                new ActivityView(presence.level().toString(), presence.daysOfWeek(), presence.daysOfMonth()),
                look.population().rfm(portrait, audience.least()).orElse(null),
                portrait.spend().stream()
                        .map(money ->
                                new SpendView(money, known(look.population().spendPercentile(money, audience.least()))))
                        .toList(),
                known(purchases.priceSensitivity()),
                known(purchases.meanRating()),
                known(purchases.meanTone()),
                declared(portrait),
                interests(portrait, presence, at),
                recent(portrait, audience.windows(), at),
                hours,
                weekdays,
                next(portrait, cluster, look, audience.least()),
                propensities(portrait, look.propensities(audience), at),
                segments,
                population(look.population(), audience));
    }

    private static List<DeclaredView> declared(Portrait portrait) {
        List<DeclaredView> declared = new ArrayList<>();
        portrait.details()
                .declared()
                .latest()
                .forEach((trait, word) -> declared.add(new DeclaredView(
                        trait.wireName(),
                        word.value(),
                        new TreeMap<>(trait.titles(word.value())),
                        Instant.ofEpochMilli(word.saidAtMillis()))));
        return declared;
    }

    private static List<InterestView> interests(Portrait portrait, Presence presence, Instant at) {
        Map<DimensionKey, Double> massByTaste = new TreeMap<>();
        double total = 0;
        for (Portrait.Dimension dimension : portrait.dimensions()) {
            if (dimension.mass() > 0) {
                massByTaste.merge(dimension.key().taste(), dimension.mass(), Double::sum);
                total += dimension.mass();
            }
        }
        Map<DimensionKey, Double> lately = new TreeMap<>();
        portrait.recent(Window.MONTH, at).forEach((key, weight) -> lately.merge(key.taste(), weight, Double::sum));
        List<InterestView> interests = new ArrayList<>();
        for (Map.Entry<DimensionKey, Double> entry : massByTaste.entrySet()) {
            DimensionKey key = entry.getKey();
            interests.add(new InterestView(
                    key.domain(),
                    key.category(),
                    entry.getValue() / total,
                    lately.getOrDefault(key, 0.0),
                    presence.daysSince(key.domain(), key.category())));
        }
        interests.sort(Comparator.comparingDouble(InterestView::share).reversed());
        return interests;
    }

    private static Map<String, List<RecentView>> recent(Portrait portrait, Windows windows, Instant at) {
        Map<String, List<RecentView>> recent = new LinkedHashMap<>();
        for (Window window : windows.all()) {
            List<RecentView> views = new ArrayList<>();
            portrait.recent(window, at)
                    .forEach((key, weight) ->
                            views.add(new RecentView(key.action(), key.domain(), key.category(), weight)));
            recent.put(window.toString(), views);
        }
        return recent;
    }

    private static @Nullable Long population(Population population, Audience audience) {
        return audience.seesEverybody() && population.people() >= audience.least() ? population.people() : null;
    }

    private static @Nullable List<NextView> next(
            Portrait portrait, String cluster, PopulationBook.Look look, long least) {
        Population population = look.population();
        if (population.people() < least) {
            return null;
        }
        SparseCounts ofCluster =
                population.peopleOf(cluster) < least ? new SparseCounts() : population.transitionsOf(cluster);
        double[] chances = look.next()
                .after(portrait.details().lastAction(), portrait.details().transitions(), ofCluster);
        List<NextView> next = new ArrayList<>();
        for (int action = 0; action < chances.length; action++) {
            next.add(new NextView(ActionCode.name(action), chances[action]));
        }
        next.sort(Comparator.comparingDouble(NextView::probability).reversed());
        return next.subList(0, MOST_NEXT);
    }

    private static @Nullable PropensitiesView propensities(Portrait portrait, Propensities propensities, Instant at) {
        if (!propensities.isKnown()) {
            return null;
        }
        Propensities.Outlook outlook = propensities.of(portrait, at);
        return new PropensitiesView(
                Retrospect.DAYS,
                outlook.buy(),
                outlook.churn(),
                outlook.tastes().stream()
                        .limit(MOST_TASTES)
                        .map(taste ->
                                new TasteView(taste.key().domain(), taste.key().category(), taste.buy()))
                        .toList(),
                propensities.qualityOfBuy().cases());
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
