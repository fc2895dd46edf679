package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;

/**
 * Vectors of the other domains' items, of the target's, and a linear map from people's vectors there to those here.
 *
 * @param sources over the other domains' items, numbered from 0
 * @param map rows of the target's width by columns of the sources'; not to be written
 */
public record MappedFactors(Factors sources, Factors target, float[] map) implements Learnt {
    @Override
    public void score(History history, float[] scores) {
        target.scoreFor(mapped(history), scores);
    }

    @Override
    public Saying about(History history) {
        return target.saying(mapped(history));
    }

    private float[] mapped(History history) {
        float[] mapped = new float[target.width()];
        float[] own = sources.fold(FactorMap.sourcePart(history, target.targets()));
        Kernels.best().multiply(map, sources.width(), own, mapped, 0, target.width());
        return mapped;
    }

    @Override
    public int targets() {
        return target.targets();
    }

    @Override
    public long sizeBytes() {
        return sources.sizeBytes() + target.sizeBytes() + 4L * map.length;
    }
}
