package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an item earns at an explored place as a linear function of what it and the cluster are like, so that what is learnt of one item
 * tells of those like it. The function is a ridge regression of clicks, θ = A⁻¹b with A = I + Σ x xᵀ and b = Σ x (click − usual), and an
 * item's value is taken to be normal about θᵀx with the deviation √(xᵀA⁻¹x) that LinUCB adds to its bound. Values are drawn independently
 * of each other, so that the chance of each to be the highest is one integral.
 *
 * <p>Cost: {@value Regression#SIZE}² / 2 multiplications and additions for each item of a list, and {@value Regression#SIZE}³ / 6 for
 * the first list after something was heard. Two spans are kept as {@link Arms} does. Sources: Li et al., A contextual-bandit approach,
 * WWW 2010; Agrawal and Goyal, Thompson sampling for contextual bandits with linear payoffs, ICML 2013. Thread-safe.
 */
public final class LinearArms implements Bandit {
    /** What is clicked of what nobody knows anything of. Rather too much, so that it is tried. */
    private static final double USUAL = 0.05;

    /** Of a click that comes so often. */
    private static final double NOISE = 0.22;

    private final Items items;
    private final Duration span;
    private Regression current = new Regression();
    private Regression former = new Regression();
    private Instant turn = Instant.MIN;
    /** Null after something was heard. */
    private volatile Regression.@Nullable Fit fit;

    public LinearArms(Items items, Duration span) {
        this.items = items;
        this.span = span;
    }

    @Override
    public synchronized void hear(Kind kind, ServedList list, int place, Instant at) {
        if (place != list.exploredPlace()) {
            return;
        }
        turn(list.at());
        double score = Math.clamp(list.scores()[place], 1e-9, 1 - 1e-9);
        double[] x = new double[Regression.SIZE];
        Traits.of(list.cluster(), items.at(list.items()[place]), Math.log(score / (1 - score)), x);
        switch (kind) {
            case SHOWN -> current.add(x, -USUAL);
            case CLICKED -> current.reward(x, 1);
            case ORDERED, REFUNDED -> {}
        }
        fit = null;
    }

    @Override
    public double[] chances(String cluster, int[] numbers, double[] odds) {
        Regression.Fit now = fit();
        double[] x = new double[Regression.SIZE];
        List<Belief> beliefs = new ArrayList<>(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            beliefs.add(of(cluster, items.at(numbers[i]), odds[i], now, x));
        }
        return Thompson.chances(beliefs);
    }

    /** What is known of an item's value, above the usual. */
    Normal of(String cluster, ItemNode node, double odds) {
        return of(cluster, node, odds, fit(), new double[Regression.SIZE]);
    }

    /** Fitted when it is asked for: while lists are read again after a start, nobody does. */
    private Regression.Fit fit() {
        Regression.Fit known = fit;
        if (known == null) {
            synchronized (this) {
                known = current.fit(former);
                fit = known;
            }
        }
        return known;
    }

    private static Normal of(String cluster, ItemNode node, double odds, Regression.Fit now, double[] x) {
        Traits.of(cluster, node, odds, x);
        return new Normal(now.mean(x), NOISE * now.deviation(x));
    }

    private void turn(Instant now) {
        if (turn.equals(Instant.MIN)) {
            turn = now.plus(span);
        } else if (!now.isBefore(turn)) {
            former = now.isBefore(turn.plus(span)) ? current : new Regression();
            current = new Regression();
            turn = now.plus(span);
        }
    }
}
