package io.kuajie.recommend.domain.exploration;

/** A normal distribution. @param deviation above 0 */
record Normal(double mean, double deviation) implements Belief {
    Normal {
        if (!(deviation > 0 && Double.isFinite(deviation) && Double.isFinite(mean))) {
            throw new IllegalArgumentException(
                    "The mean (%s) must be a number, the deviation (%s) one above 0.".formatted(mean, deviation));
        }
    }
}
