package io.kuajie.profile.topology;

import io.kuajie.kernel.ItemKey;
import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.DimensionTrace;
import io.kuajie.profile.domain.leaf.ItemTrace;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.leaf.Purchases;
import io.kuajie.profile.domain.leaf.SparseCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In words, where the stored state of a leaf differs from the one that the log gives: all that is stored. Masses and weights may differ
 * by a millionth, relative to the greater of them and one; all else must be equal. What text without stars was judged to be can't be
 * counted again, as it depends on what the model knew; it must only be possible.
 */
final class LeafDifferences {
    private static final double TOLERANCE = 1e-6;
    /** The most that one text adds to the sum of tones, and the least that it takes from it. */
    private static final long GREATEST_TONE = 1000;

    private final List<String> found = new ArrayList<>();
    private final LeafState counted;
    private final LeafState kept;

    private LeafDifferences(LeafState counted, LeafState kept) {
        // As stored: windows are brought to the latest event's time by being written.
        this.counted = LeafCodec.decode(LeafCodec.encode(counted));
        this.kept = LeafCodec.decode(LeafCodec.encode(kept));
    }

    /** @param unrated texts without stars in the log; negative where tones are not to be compared */
    static List<String> between(LeafState counted, LeafState kept, long unrated) {
        LeafDifferences differences = new LeafDifferences(counted, kept);
        differences.figures();
        if (counted.applied() >= 0 && kept.applied() >= 0) {
            differences.same("first event", counted.firstAt(), kept.firstAt());
            differences.same("latest event", counted.lastAt(), kept.lastAt());
            differences.dimensions();
            differences.items();
            differences.order();
            differences.purchases();
            differences.tones(unrated);
        }
        return List.copyOf(differences.found);
    }

    private void figures() {
        same("position", counted.applied(), kept.applied());
        same("industry", counted.domain(), kept.domain());
        same("counts", counted.countByAction(), kept.countByAction());
        same("declared", counted.declared(), kept.declared());
        same("spend", counted.spendByCurrency(), kept.spendByCurrency());
    }

    private void dimensions() {
        Map<DimensionKey, DimensionTrace> ofLog = counted.traceByDimension();
        Map<DimensionKey, DimensionTrace> ofStore = kept.traceByDimension();
        same("dimensions", new TreeSet<>(ofLog.keySet()), new TreeSet<>(ofStore.keySet()));
        ofLog.forEach((key, trace) -> {
            DimensionTrace other = ofStore.get(key);
            if (other != null) {
                near(
                        "mass of " + key,
                        counted.massOf(trace) * counted.factor(at()),
                        kept.massOf(other) * kept.factor(at()));
                Map<Instant, Double> weights = weights(trace);
                Map<Instant, Double> others = weights(other);
                if (!weights.keySet().equals(others.keySet())
                        || weights.entrySet().stream()
                                .anyMatch(bucket ->
                                        isFar(bucket.getValue(), others.getOrDefault(bucket.getKey(), 0.0)))) {
                    differ("windows of " + key, weights, others);
                }
            }
        });
    }

    /** By the beginning of each time bucket; those that sum up to nothing are left out. */
    private static Map<Instant, Double> weights(DimensionTrace trace) {
        Map<Instant, Double> weights = new TreeMap<>();
        trace.recent().visit((start, weight) -> weights.merge(Instant.ofEpochMilli(start), weight, Double::sum));
        weights.values().removeIf(weight -> !isFar(weight, 0));
        return weights;
    }

    private void items() {
        same("items", items(counted), items(kept));
        counted.traceByItem().forEach((item, trace) -> {
            ItemTrace other = kept.traceByItem().get(item);
            if (other != null) {
                near(
                        "mass of item " + item,
                        counted.massOf(trace) * counted.factor(at()),
                        kept.massOf(other) * kept.factor(at()));
            }
        });
    }

    private static Map<String, String> items(LeafState state) {
        Map<String, String> items = new TreeMap<>();
        state.traceByItem()
                .forEach((ItemKey item, ItemTrace trace) -> items.put(
                        item.toString(),
                        "%s, %s, %s, %s, %s"
                                .formatted(
                                        trace.domain(),
                                        trace.category(),
                                        trace.strongest(),
                                        trace.isOwned() ? "owned" : "not owned",
                                        Instant.ofEpochMilli(trace.lastAtMillis()))));
        return items;
    }

    /** What depends on when and after what something happened. */
    private void order() {
        same("habits", habits(counted.habits()), habits(kept.habits()));
        same("transitions", transitions(counted.transitions()), transitions(kept.transitions()));
        same("last action", ActionCode.name(counted.lastAction()), ActionCode.name(kept.lastAction()));
    }

    private static Map<Integer, Long> habits(SparseCounts counts) {
        Map<Integer, Long> countByHour = new TreeMap<>();
        counts.visit(countByHour::put);
        return countByHour;
    }

    private static Map<String, Long> transitions(SparseCounts counts) {
        Map<String, Long> countByPair = new TreeMap<>();
        counts.visit((pair, count) -> countByPair.put(
                ActionCode.name(ActionCode.first(pair)) + " to " + ActionCode.name(ActionCode.second(pair)), count));
        return countByPair;
    }

    private void purchases() {
        Purchases ofLog = counted.purchases();
        Purchases ofStore = kept.purchases();
        same("latest purchase", ofLog.lastBuyMillis(), ofStore.lastBuyMillis());
        same("prices paid", ofLog.paid(), ofStore.paid());
        same("prices looked at", ofLog.lookedAt(), ofStore.lookedAt());
        same("ratings", ofLog.rated(), ofStore.rated());
    }

    private void tones(long unrated) {
        Purchases.Sum rated = counted.purchases().toned();
        Purchases.Sum all = kept.purchases().toned();
        long judged = all.count() - rated.count();
        boolean isPossible =
                judged >= 0 && judged <= unrated && Math.abs(all.total() - rated.total()) <= GREATEST_TONE * judged;
        if (unrated >= 0 && !isPossible) {
            differ("tones, and %d texts without stars".formatted(unrated), rated, all);
        }
    }

    private Instant at() {
        return counted.lastAt();
    }

    private void near(String what, double byLog, double stored) {
        if (isFar(byLog, stored)) {
            differ(what, byLog, stored);
        }
    }

    private static boolean isFar(double byLog, double stored) {
        return Math.abs(byLog - stored) > TOLERANCE * Math.max(1, Math.abs(byLog));
    }

    private void same(String what, Object byLog, Object stored) {
        if (!Objects.equals(byLog, stored)) {
            differ(what, byLog, stored);
        }
    }

    private void differ(String what, Object byLog, Object stored) {
        found.add("%s: %s by the log, %s kept".formatted(what, byLog, stored));
    }
}
