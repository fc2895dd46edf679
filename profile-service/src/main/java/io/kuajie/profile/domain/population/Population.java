package io.kuajie.profile.domain.population;

import io.kuajie.kernel.Money;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.SparseCounts;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.propensity.Retrospect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Sums over people, made by looking at each once, or of the sums of parts. Mutable while it is made; read by many afterwards. */
public final class Population {
    /** Nobody yet. */
    public static final Population EMPTY = new Population();

    private static final int LAYOUT = 3;
    private static final double FIFTHS = 5;
    private static final long MILLIS_A_DAY = 86_400_000;

    /** Scores from 1 (least) to 5 (most) among all who bought. Source: Hughes, Strategic database marketing, 1994. */
    public record Rfm(int recency, int frequency, int monetary) {
        /** Of who has not bought. */
        static final Rfm NONE = new Rfm(0, 0, 0);
    }

    /** Counts by day, exact: a relative error would be months. */
    private final DayCounts lastBuyDays = new DayCounts();

    private final QuantileSketch purchases = new QuantileSketch();
    private final Map<String, QuantileSketch> spendByCurrency = new HashMap<>();
    private final SparseCounts transitions = new SparseCounts();
    private final Map<String, SparseCounts> transitionsByCluster = new HashMap<>();
    private final Map<String, Long> peopleByCluster = new HashMap<>();
    private final Retrospect retrospect = new Retrospect();
    private final Foresight foresight = new Foresight();
    private long people;

    /** @param cluster empty for none */
    public void add(Portrait portrait, String cluster) {
        people++;
        SparseCounts own = portrait.details().transitions();
        transitions.addAll(own);
        if (!cluster.isEmpty()) {
            peopleByCluster.merge(cluster, 1L, Long::sum);
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

    /** Adds what was seen elsewhere: sums of parts are the sum of the whole. */
    public void merge(Population other) {
        people += other.people;
        retrospect.merge(other.retrospect);
        foresight.merge(other.foresight);
        transitions.addAll(other.transitions);
        other.transitionsByCluster.forEach((cluster, counts) -> transitionsByCluster
                .computeIfAbsent(cluster, key -> new SparseCounts())
                .addAll(counts));
        other.peopleByCluster.forEach((cluster, n) -> peopleByCluster.merge(cluster, n, Long::sum));
        purchases.merge(other.purchases);
        lastBuyDays.merge(other.lastBuyDays);
        other.spendByCurrency.forEach((currency, sketch) -> spendByCurrency
                .computeIfAbsent(currency, key -> new QuantileSketch())
                .merge(sketch));
    }

    public byte[] encode() {
        BinaryWriter out = new BinaryWriter().byteValue(LAYOUT).count(people);
        lastBuyDays.writeTo(out);
        purchases.writeTo(out);
        transitions.writeTo(out);
        out.count(transitionsByCluster.size());
        transitionsByCluster.forEach((cluster, counts) ->
                counts.writeTo(out.text(cluster).count(peopleByCluster.getOrDefault(cluster, 0L))));
        out.count(spendByCurrency.size());
        spendByCurrency.forEach((currency, sketch) -> sketch.writeTo(out.text(currency)));
        retrospect.writeTo(out);
        foresight.writeTo(out);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException for bytes of another layout */
    public static Population decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        if (in.byteValue() != LAYOUT) {
            throw new IllegalArgumentException("The sums have another layout than %d.".formatted(LAYOUT));
        }
        Population read = new Population();
        read.people = in.count();
        read.lastBuyDays.readFrom(in);
        read.purchases.merge(QuantileSketch.readFrom(in));
        read.transitions.addAll(SparseCounts.readFrom(in));
        for (int rest = in.size(); rest > 0; rest--) {
            String cluster = in.text();
            read.peopleByCluster.put(cluster, in.count());
            read.transitionsByCluster.put(cluster, SparseCounts.readFrom(in));
        }
        for (int rest = in.size(); rest > 0; rest--) {
            read.spendByCurrency.put(in.text(), QuantileSketch.readFrom(in));
        }
        read.retrospect.readFrom(in);
        read.foresight.readFrom(in);
        in.end();
        return read;
    }

    public long people() {
        return people;
    }

    /** How many of them are of a group. */
    public long peopleOf(String cluster) {
        return peopleByCluster.getOrDefault(cluster, 0L);
    }

    /** Judges a former look's model by what somebody did. @param cluster empty for none */
    public void judge(Portrait portrait, String cluster, NextAction model, Population former) {
        if (former.people() > 0) {
            foresight.judge(model, portrait.details().transitions(), former.transitionsOf(cluster));
        }
    }

    /** How well next actions are foretold. */
    public Foresight foresight() {
        return foresight;
    }

    /** What became of people within days; who was added is added to it where that is known. */
    public Retrospect retrospect() {
        return retrospect;
    }

    public SparseCounts transitions() {
        return transitions;
    }

    public SparseCounts transitionsOf(String cluster) {
        return transitionsByCluster.getOrDefault(cluster, new SparseCounts());
    }

    /**
     * Share of the buyers in this currency who have spent less; NaN where nobody has bought.
     *
     * @param least buyers in the currency; NaN where there are fewer
     */
    public double spendPercentile(Money spent, long least) {
        QuantileSketch sketch = spendByCurrency.get(spent.currency());
        return sketch == null || sketch.count() < least ? Double.NaN : sketch.rank(spent.minorUnits());
    }

    /**
     * Scores of somebody who has bought; zeros for others.
     *
     * @param least buyers that each score must be taken among; empty where there are fewer
     */
    public Optional<Rfm> rfm(Portrait portrait, long least) {
        long bought = portrait.countByAction().getOrDefault("buy", 0L);
        if (bought == 0) {
            return Optional.of(Rfm.NONE);
        }
        if (purchases.count() < Math.max(1, least)) {
            return least == 0 ? Optional.of(Rfm.NONE) : Optional.empty();
        }
        OptionalDouble spend = portrait.spend().stream()
                .mapToDouble(money -> spendPercentile(money, least))
                .filter(Double::isFinite)
                .max();
        if (spend.isEmpty() && least > 0 && !portrait.spend().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rfm(
                score(lastBuyDays.rank(daysOf(portrait))), score(purchases.rank(bought)), score(spend.orElse(0))));
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

        void merge(DayCounts other) {
            other.countByDay.forEach((day, n) -> countByDay.merge(day, n, Long::sum));
            count += other.count;
        }

        void writeTo(BinaryWriter out) {
            out.count(countByDay.size());
            countByDay.forEach((day, n) -> out.signed(day).count(n));
        }

        void readFrom(BinaryReader in) {
            for (int rest = in.size(); rest > 0; rest--) {
                long day = in.signed();
                long n = in.count();
                countByDay.put(day, n);
                count += n;
            }
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
