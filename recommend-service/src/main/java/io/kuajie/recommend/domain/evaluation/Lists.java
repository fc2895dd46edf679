package io.kuajie.recommend.domain.evaluation;

import java.util.List;

/**
 * What lists are like beside being right, by cut-off.
 *
 * @param cutoffs k, rising
 * @param coverage share of the target items that are among the first k of anybody's list (Ge et al., RecSys 2010)
 * @param novelty mean self-information of the places, in bits: −log2 of the item's share of what everybody dealt with, one added
 *     to each (Zhou et al., PNAS 2010)
 * @param gini how unevenly the places are spread over the target items: 0 where all have as many, towards 1 where one has all
 * @param popularityLift by how much the mean popularity of the places exceeds that of what was to be found, as a share of the latter: 0
 *     where lists are as popular as what people take (Abdollahpouri et al., RecSys 2020)
 */
public record Lists(int[] cutoffs, double[] coverage, double[] novelty, double[] gini, double[] popularityLift) {
    /** Of several splits, each counting alike; at least one. */
    static Lists mean(List<Lists> all) {
        int[] cutoffs = all.getFirst().cutoffs;
        double[][] means = new double[4][cutoffs.length];
        for (Lists one : all) {
            double[][] values = {one.coverage, one.novelty, one.gini, one.popularityLift};
            for (int i = 0; i < values.length; i++) {
                for (int k = 0; k < cutoffs.length; k++) {
                    means[i][k] += values[i][k] / all.size();
                }
            }
        }
        return new Lists(cutoffs, means[0], means[1], means[2], means[3]);
    }
}
