package io.kuajie.profile.domain.population;

import io.kuajie.kernel.Money;
import io.kuajie.profile.domain.leaf.SparseCounts;
import io.kuajie.profile.domain.person.Portrait;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sums over people, made by looking at each once. Mutable while it is made; read by many afterwards. */
public final class Population {
    /** Nobody yet. */
    public static final Population EMPTY = new Population();

    private static final double FIFTHS = 5;
    private static final long MILLIS_A_DAY = 86_400_000;

    /** Scores from 1 (least) to 5 (most) among all who bought. Source: Hughes, Strategic database marketing, 1994. */
    public record Rfm(int recency, int frequency, int monetary) {}

    /** Counts by day, exact: a relative error would be months. */
    private final DayCounts lastBuyDays = new DayCounts();

    private final QuantileSketch purchases = new QuantileSketch();
    private final Map<String, QuantileSketch> spendByCurrency = new HashMap<>();
    private final SparseCounts transitions = new SparseCounts();
    private final Map<String, SparseCounts> transitionsByCluster = new HashMap<>();
    private long people;

    /** @param cluster empty for none */
    public void add(Portrait portrait, String cluster) {
        people++;
        SparseCounts own = portrait.details().transitions();
        transitions.addAll(own);
        if (!cluster.isEmpty()) {
            transitionsByCluster
                    .computeIfAbsent(cluster, key -> new SparseCounts())
                    .addAll(own);
        }
        long bought = portrait.countByAction().getOrDefault("buy", 0L);
        if (bought > 0) {
            purchases.add(bought);
            lastBuyDays.add(daysOf(portrait));
            for (Money money : portrait.spend()) {
                spendByCurrency
                        .computeIfAbsent(money.currency(), key -> new QuantileSketch())
                        .add(money.minorUnits());
            }
        }
    }

    public long people() {
        return people;
    }

    public SparseCounts transitions() {
        return transitions;
    }

    public SparseCounts transitionsOf(String cluster) {
        return transitionsByCluster.getOrDefault(cluster, new SparseCounts());
    }

    /** Share of the buyers in this currency who have spent less; NaN where nobody has bought. */
    public double spendPercentile(Money spent) {
        QuantileSketch sketch = spendByCurrency.get(spent.currency());
        return sketch == null ? Double.NaN : sketch.rank(spent.minorUnits());
    }

    /** Scores of somebody who has bought; zeros for others. */
    public Rfm rfm(Portrait portrait) {
        long bought = portrait.countByAction().getOrDefault("buy", 0L);
        if (bought == 0 || purchases.count() == 0) {
            return new Rfm(0, 0, 0);
        }
        double spend = portrait.spend().stream()
                .mapToDouble(this::spendPercentile)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return new Rfm(score(lastBuyDays.rank(daysOf(portrait))), score(purchases.rank(bought)), score(spend));
    }

    private static long daysOf(Portrait portrait) {
        return Math.floorDiv(portrait.purchases().lastBuyMillis(), MILLIS_A_DAY);
    }

    private static final class DayCounts {
        private final TreeMap<Long, Long> countByDay = new TreeMap<>();
        private long count;

        void add(long day) {
            countByDay.merge(day, 1L, Long::sum);
            count++;
        }

        double rank(long day) {
            long below = countByDay.headMap(day, false).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return (below + countByDay.getOrDefault(day, 0L) / 2.0) / count;
        }
    }

    private static int score(double rank) {
        return 1 + (int) Math.min(FIFTHS - 1, Math.max(0, rank * FIFTHS));
    }
}
