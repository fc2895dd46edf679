package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Workers;

/**
 * What everybody likes: the logarithm of an item's number of people, who count half for every {@code halfLife} that has passed
 * since, up to the latest interaction.
 *
 * @param halfLifeSeconds 0 where time plays no part
 */
public record Popular(long halfLifeSeconds) implements Recipe {
    public static final Popular EVER = new Popular(0);

    /** What an item that nobody has touched stands at. */
    private static final double UNTOUCHED = 0.1;

    @Override
    public String model() {
        return halfLifeSeconds == 0 ? "popularity" : "trending";
    }

    @Override
    public String settings() {
        return halfLifeSeconds == 0 ? "" : "halfLifeSeconds=" + halfLifeSeconds;
    }

    @Override
    public Standing train(Interactions data, Workers workers, long seed) {
        double[] masses = new double[data.targets()];
        long latest = 0;
        for (long time : data.times()) {
            latest = Math.max(latest, time);
        }
        for (int place = 0; place < data.size(); place++) {
            if (data.columns()[place] < data.targets()) {
                masses[data.columns()[place]] += share(data, place, latest);
            }
        }
        float[] logarithms = new float[data.targets()];
        for (int item = 0; item < logarithms.length; item++) {
            logarithms[item] = (float) Math.log(masses[item] + UNTOUCHED);
        }
        return new Standing(logarithms);
    }

    private double share(Interactions data, int place, long latest) {
        if (halfLifeSeconds == 0 || !data.hasTimes()) {
            return 1;
        }
        return Math.exp(-Math.log(2) * (latest - data.times()[place]) / halfLifeSeconds);
    }
}
