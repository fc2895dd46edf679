package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Interactions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Training data split for validation.
 *
 * @param fit what models learn from
 * @param held the target interactions taken out
 */
public record Holdout(Interactions fit, Interactions held) {
    /** A share of the target interactions, chosen as the shape says. */
    public static Holdout of(Interactions data, Shape shape, double share, long seed) {
        BitSet taken =
                switch (shape) {
                    case RANDOM -> random(data, share, seed);
                    case LATEST_OF_PERSON -> latestOfPerson(data, share);
                    case AFTER_A_MOMENT -> afterAMoment(data, share);
                };
        return split(data, taken);
    }

    /** One random target interaction of each person who has two. */
    public static Holdout oneOfEach(Interactions data, long seed) {
        BitSet taken = new BitSet(data.size());
        SplittableRandom random = new SplittableRandom(seed);
        for (int person = 0; person < data.people(); person++) {
            int targets = data.targetDegree(person);
            if (targets > 1) {
                taken.set(data.start(person) + random.nextInt(targets));
            }
        }
        return split(data, taken);
    }

    /** All target interactions of these people. */
    public static Holdout hiding(Interactions data, IntPredicate people) {
        BitSet taken = new BitSet(data.size());
        for (int person = 0; person < data.people(); person++) {
            if (people.test(person)) {
                taken.set(data.start(person), data.start(person) + data.targetDegree(person));
            }
        }
        return split(data, taken);
    }

    private static Holdout split(Interactions data, BitSet taken) {
        return new Holdout(
                data.where((person, place) -> !taken.get(place)), data.where((person, place) -> taken.get(place)));
    }

    private static BitSet random(Interactions data, double share, long seed) {
        BitSet taken = new BitSet(data.size());
        SplittableRandom random = new SplittableRandom(seed);
        for (int person = 0; person < data.people(); person++) {
            int targets = data.targetDegree(person);
            for (int i = 0; i < targets; i++) {
                if (targets > 1 && random.nextDouble() < share) {
                    taken.set(data.start(person) + i);
                }
            }
        }
        return taken;
    }

    private static BitSet latestOfPerson(Interactions data, double share) {
        BitSet taken = new BitSet(data.size());
        for (int person = 0; person < data.people(); person++) {
            int start = data.start(person);
            int targets = data.targetDegree(person);
            int kept = targets - (int) Math.ceil(share * targets);
            if (targets > 1 && kept > 0) {
                long[] times = Arrays.copyOfRange(data.times(), start, start + targets);
                Arrays.sort(times);
                for (int i = 0; i < targets; i++) {
                    taken.set(start + i, data.times()[start + i] >= times[kept]);
                }
            }
        }
        return taken;
    }

    private static BitSet afterAMoment(Interactions data, double share) {
        BitSet taken = new BitSet(data.size());
        long[] times = data.times().clone();
        Arrays.sort(times);
        long moment = times.length == 0 ? 0 : times[(int) ((1 - share) * times.length)];
        for (int place = 0; place < data.size(); place++) {
            taken.set(place, data.columns()[place] < data.targets() && data.times()[place] >= moment);
        }
        return taken;
    }
}
