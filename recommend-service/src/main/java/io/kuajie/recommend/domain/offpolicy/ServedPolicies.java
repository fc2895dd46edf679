package io.kuajie.recommend.domain.offpolicy;

import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.offpolicy.OffPolicy.Estimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates from served lists what the explored place would have earned, filled in other ways. The rates that the doubly robust
 * estimate and {@link Filling#BEST} need are learnt from the other half of the lists, so that no list is judged by what was learnt
 * from it (cross-fitting: Chernozhukov et al. 2018).
 *
 * @param logged what it earned as it was filled
 * @param lists how many were explored
 */
public record ServedPolicies(int lists, Estimate logged, Map<Filling, OffPolicy> offPolicyByFilling) {
    private static final int RESAMPLES = 400;
    private static final double CONFIDENCE = 0.95;

    /**
     * Judges all ways of filling.
     *
     * @param outcomes lists of which at least one was explored
     * @param reward what counts
     * @throws IllegalArgumentException if none was explored
     */
    public static ServedPolicies judge(List<Outcome> outcomes, Reward reward, long seed) {
        List<Outcome> explored = outcomes.stream()
                .filter(outcome -> outcome.list().exploredPlace() >= 0)
                .toList();
        List<Rates> halves = List.of(new Rates(explored, 0, reward), new Rates(explored, 1, reward));
        Map<Filling, OffPolicy> estimates = new EnumMap<>(Filling.class);
        for (Filling filling : Filling.values()) {
            List<LoggedChoice> choices = new ArrayList<>(explored.size());
            for (Outcome outcome : explored) {
                choices.add(choice(outcome, filling, reward, halves.get(1 - half(outcome.list()))));
            }
            estimates.put(filling, OffPolicy.estimate(choices, RESAMPLES, CONFIDENCE, seed));
        }
        return new ServedPolicies(explored.size(), logged(explored, reward, seed), estimates);
    }

    private static Estimate logged(List<Outcome> explored, Reward reward, long seed) {
        List<LoggedChoice> choices = explored.stream()
                .map(outcome -> new LoggedChoice(reward(outcome, reward), 1, 1, 0, 0))
                .toList();
        return OffPolicy.estimate(choices, RESAMPLES, CONFIDENCE, seed).ips();
    }

    private static LoggedChoice choice(Outcome outcome, Filling filling, Reward reward, Rates rates) {
        ServedList list = outcome.list();
        int[] choices = list.choices();
        double[] judged = filling.probabilities(choices, rates::of);
        int shown = list.items()[list.exploredPlace()];
        double expected = 0;
        int at = 0;
        for (int choice = 0; choice < choices.length; choice++) {
            expected += judged[choice] * rates.of(choices[choice]);
            at = choices[choice] == shown ? choice : at;
        }
        return new LoggedChoice(
                reward(outcome, reward), list.probabilities()[at], judged[at], rates.of(shown), expected);
    }

    private static double reward(Outcome outcome, Reward reward) {
        return reward.of(outcome, outcome.list().exploredPlace());
    }

    private static int half(ServedList list) {
        return (int) (list.request().getLeastSignificantBits() & 1);
    }

    /** What each item earned in the mean in one half, drawn towards what all did by as much as ten lists weigh. */
    private static final class Rates {
        private static final double DRAWN = 10;

        private final Map<Integer, double[]> earnedAndShownByItem = new HashMap<>();
        private final double base;

        Rates(List<Outcome> outcomes, int half, Reward reward) {
            double earned = 0;
            int shown = 0;
            for (Outcome outcome : outcomes) {
                if (half(outcome.list()) == half) {
                    int item = outcome.list().items()[outcome.list().exploredPlace()];
                    double[] sums = earnedAndShownByItem.computeIfAbsent(item, key -> new double[2]);
                    sums[0] += reward(outcome, reward);
                    sums[1]++;
                    earned += reward(outcome, reward);
                    shown++;
                }
            }
            base = shown == 0 ? 0 : earned / shown;
        }

        double of(int item) {
            double[] sums = earnedAndShownByItem.getOrDefault(item, new double[2]);
            return (sums[0] + DRAWN * base) / (sums[1] + DRAWN);
        }
    }
}
