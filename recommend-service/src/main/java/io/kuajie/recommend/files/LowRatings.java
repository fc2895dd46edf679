package io.kuajie.recommend.files;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is rated below the mean of its person's values in the same file weighs less while learning. So nothing has to be told of a scale, and
 * one value for everything changes nothing.
 *
 * @param weight of what is rated so, above 0 and up to 1; all else weighs 1
 */
record LowRatings(double weight) {
    /** Whatever was rated counts alike. */
    static final LowRatings LIKE_OTHERS = new LowRatings(1);

    private static final double ROUNDING = 1e-9;

    /** @throws FileFault naming the option */
    static LowRatings parse(String name, String value) {
        double weight = Given.fraction(value);
        if (weight > 0 && weight <= 1) {
            return new LowRatings(weight);
        }
        throw new FileFault("%s is '%s' and must be above 0 and 1 at most.".formatted(name, value));
    }

    /** Hands over each dealing with its weight in the place of its value. @param row one person's of one file, by item */
    void weigh(Map<String, Dealing> row, BiConsumer<String, Dealing> weighed) {
        double mean =
                row.values().stream().mapToDouble(Dealing::value).average().orElse(0);
        row.forEach((item, dealing) ->
                weighed.accept(item, new Dealing(dealing.seconds(), dealing.value() < mean - ROUNDING ? weight : 1)));
    }
}
