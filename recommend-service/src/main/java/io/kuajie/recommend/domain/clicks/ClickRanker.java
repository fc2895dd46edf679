package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.items.ItemNode;

/**
 * A model of clicks in use: predicts what a candidate's odds of a click are where it stands first. Immutable.
 *
 * @param quality on predictions of examples before they were learnt, the latest half
 * @param candidate the same of the candidate score, calibrated likewise
 * @param examples of which it was learnt
 */
public record ClickRanker(
        String id,
        long examples,
        ClickQuality quality,
        ClickQuality candidate,
        FactorisationMachine machine,
        Calibration calibration) {
    /** Log odds. @param candidateOdds log odds by the candidate score */
    public double logOdds(ItemNode item, Circumstances shown, double candidateOdds) {
        return calibration.logOdds(machine.logOdds(Features.of(item, shown.at(0), candidateOdds)));
    }
}
