package io.kuajie.profile.domain.population;

import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.SparseCounts;

/**
 * How likely each action is to come next: a first-order Markov chain whose counts are interpolated with those of a broader model where
 * there are few of them: person with cluster, cluster with everybody, everybody with how often each action occurs at all. The more
 * transitions from the present action a level has seen, the more it counts: n / (n + strength).
 *
 * <p>Source: Jelinek, Mercer: Interpolated estimation of Markov source parameters from sparse data, 1980; the weights as in Bayesian
 * smoothing with Dirichlet priors (MacKay, Peto 1995).
 */
public final class NextAction {
    private static final double PERSON_STRENGTH = 8;
    private static final double CLUSTER_STRENGTH = 50;
    private static final double GLOBAL_STRENGTH = 50;
    private static final double LEAST = 0.5;

    private final SparseCounts global;
    private final double[] occurrence = new double[ActionCode.COUNT];

    /** @param global how often one action followed another, of everybody, by {@link ActionCode#transition} */
    public NextAction(SparseCounts global) {
        this.global = global;
        double[] sum = {0};
        global.visit((transition, n) -> {
            occurrence[ActionCode.second(transition)] += n;
            sum[0] += n;
        });
        for (int action = 0; action < ActionCode.COUNT; action++) {
            boolean isAction = !ActionCode.name(action).equals("other") || action == ActionCode.OTHER;
            occurrence[action] += isAction ? LEAST : 0;
            sum[0] += isAction ? LEAST : 0;
        }
        for (int action = 0; action < ActionCode.COUNT; action++) {
            occurrence[action] /= sum[0];
        }
    }

    /** How often each action occurs at all, by code: what a prediction has to be better than. */
    public double[] occurrence() {
        return occurrence.clone();
    }

    /**
     * Probability of each action by code; they sum to one.
     *
     * @param last code of the latest action; -1 for none
     */
    public double[] after(int last, SparseCounts person, SparseCounts cluster) {
        double[] chances = occurrence.clone();
        if (last >= 0) {
            blend(chances, global, last, GLOBAL_STRENGTH);
            blend(chances, cluster, last, CLUSTER_STRENGTH);
            blend(chances, person, last, PERSON_STRENGTH);
        }
        return chances;
    }

    private static void blend(double[] chances, SparseCounts counts, int last, double strength) {
        double sum = 0;
        for (int action = 0; action < chances.length; action++) {
            sum += counts.get(ActionCode.transition(last, action));
        }
        for (int action = 0; action < chances.length; action++) {
            chances[action] =
                    (counts.get(ActionCode.transition(last, action)) + strength * chances[action]) / (sum + strength);
        }
    }
}
