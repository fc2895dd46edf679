package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Interactions;

/** How test data was split off: what validation imitates. Found from the times alone; no test item is looked at. */
public enum Shape {
    /** At random, or times are not known. */
    RANDOM,
    /** Each person's latest. */
    LATEST_OF_PERSON,
    /** Everything after one moment. */
    AFTER_A_MOMENT;

    private static final double ALMOST_ALL = 0.98;

    /** @param test as the training data, in the same numbering */
    public static Shape of(Interactions train, Interactions test) {
        if (!train.hasTimes() || !test.hasTimes()) {
            return RANDOM;
        }
        long latest = Long.MIN_VALUE;
        for (long time : train.times()) {
            latest = Math.max(latest, time);
        }
        int later = 0;
        for (long time : test.times()) {
            later += time >= latest ? 1 : 0;
        }
        if (later >= ALMOST_ALL * test.size()) {
            return AFTER_A_MOMENT;
        }
        return laterThanOwn(train, test) >= ALMOST_ALL ? LATEST_OF_PERSON : RANDOM;
    }

    /** The share of test interactions that are no earlier than all training interactions of the same person. */
    private static double laterThanOwn(Interactions train, Interactions test) {
        int later = 0;
        int all = 0;
        for (int person = 0; person < test.people(); person++) {
            long latest = Long.MIN_VALUE;
            for (int place = train.start(person); place < train.end(person); place++) {
                latest = Math.max(latest, train.columns()[place] < train.targets() ? train.times()[place] : latest);
            }
            for (int place = test.start(person); place < test.end(person); place++) {
                later += test.times()[place] >= latest ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : (double) later / all;
    }
}
