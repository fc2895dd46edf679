package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How often each item was clicked where it stood at an explored place, by the cluster of whom it was shown to. Only explored places
 * count, so that the places' own attention does not pass for an item's. A cluster starts from what the others did with the item, which
 * counts for it as some {@value #PRIOR_SHOWN} lists of its own: a new one is not blind, and an old one goes its own way. Counts are kept
 * for between one and two spans and then forgotten, as tastes change. Thread-safe.
 */
public final class Arms implements Bandit {
    /** One success in so many: what is taken of an item that nobody has been shown yet. Rather too good, so that it is tried. */
    private static final double PRIOR_SHOWN = 20;

    private static final int SHOWN = 0;
    private static final int CLICKED = 1;

    /** @param cluster null for all together */
    private record Arm(@Nullable String cluster, int item) {}

    private final Duration span;
    private volatile Map<Arm, AtomicLongArray> current = new ConcurrentHashMap<>();
    private volatile Map<Arm, AtomicLongArray> former = Map.of();
    private Instant turn = Instant.MIN;

    public Arms(Duration span) {
        this.span = span;
    }

    @Override
    public void hear(Kind kind, ServedList list, int place, Instant at) {
        if (place != list.exploredPlace()) {
            return;
        }
        turn(list.at());
        switch (kind) {
            case SHOWN -> count(list, place, SHOWN);
            case CLICKED -> count(list, place, CLICKED);
            case ORDERED, REFUNDED -> {}
        }
    }

    /** What is known of this item's rate, among people of this cluster. @param cluster empty where unknown */
    Beta of(String cluster, int item) {
        Arm own = new Arm(cluster, item);
        Arm all = new Arm(null, item);
        double shown = sum(own, SHOWN);
        double clicked = Math.min(shown, sum(own, CLICKED));
        double othersShown = Math.max(0, sum(all, SHOWN) - shown);
        double othersClicked = Math.clamp(sum(all, CLICKED) - clicked, 0, othersShown);
        double rate = (1 + othersClicked) / (PRIOR_SHOWN + othersShown);
        // As few lists as hold one click and one that is none, so that the density is bounded.
        double weight = Math.max(PRIOR_SHOWN, Math.max(1 / rate, 1 / (1 - rate)));
        double alpha = Math.max(1, rate * weight);
        return new Beta(alpha + clicked, Math.max(1, weight - alpha) + shown - clicked);
    }

    /** By the rates alone. */
    @Override
    public double[] chances(String cluster, int[] items, double[] odds) {
        List<Belief> arms = new ArrayList<>(items.length);
        for (int item : items) {
            arms.add(of(cluster, item));
        }
        return Thompson.chances(arms);
    }

    private void count(ServedList list, int place, int what) {
        int item = list.items()[place];
        current.computeIfAbsent(new Arm(list.cluster(), item), arm -> new AtomicLongArray(2))
                .incrementAndGet(what);
        current.computeIfAbsent(new Arm(null, item), arm -> new AtomicLongArray(2))
                .incrementAndGet(what);
    }

    private synchronized void turn(Instant now) {
        if (turn.equals(Instant.MIN)) {
            turn = now.plus(span);
        } else if (!now.isBefore(turn)) {
            former = now.isBefore(turn.plus(span)) ? current : Map.of();
            current = new ConcurrentHashMap<>();
            turn = now.plus(span);
        }
    }

    private double sum(Arm arm, int what) {
        return count(current.get(arm), what) + count(former.get(arm), what);
    }

    private static long count(@Nullable AtomicLongArray counts, int what) {
        return counts == null ? 0 : counts.get(what);
    }
}
