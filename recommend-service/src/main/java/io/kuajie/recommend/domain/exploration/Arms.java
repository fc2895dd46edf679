package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.feedback.Feedback;
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
 * count, so that the places' own attention does not pass for an item's. Counts are kept for between one and two spans and then
 * forgotten, as tastes change. Thread-safe.
 */
public final class Arms implements Feedback.Listener {
    /** One success in so many: what is taken of an item that nobody has been shown yet. Rather too good, so that it is tried. */
    private static final double UNKNOWN_SHOWN = 20;

    private static final int SHOWN = 0;
    private static final int CLICKED = 1;

    private record Arm(String cluster, int item) {}

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
        Arm arm = new Arm(cluster, item);
        double shown = sum(arm, SHOWN);
        double clicked = sum(arm, CLICKED);
        return new Beta(1 + clicked, UNKNOWN_SHOWN - 1 + Math.max(0, shown - clicked));
    }

    /** How likely each of these items has the highest rate among people of this cluster. */
    public double[] chances(String cluster, int[] items) {
        List<Beta> arms = new ArrayList<>(items.length);
        for (int item : items) {
            arms.add(of(cluster, item));
        }
        return Thompson.chances(arms);
    }

    private void count(ServedList list, int place, int what) {
        current.computeIfAbsent(new Arm(list.cluster(), list.items()[place]), arm -> new AtomicLongArray(2))
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
