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
    /** For the candidates of one list. */
    public Prediction in(Circumstances shown) {
        Circumstances first = shown.at(0);
        return new Prediction(first, machine.given(Features.common(first)), calibration);
    }

    /** Predicts one candidate after the other. Not thread-safe. */
    public static final class Prediction {
        private final Circumstances shown;
        private final FactorisationMachine.Given machine;
        private final Calibration calibration;
        private final int[] own = new int[Features.OWN];

        private Prediction(Circumstances shown, FactorisationMachine.Given machine, Calibration calibration) {
            this.shown = shown;
            this.machine = machine;
            this.calibration = calibration;
        }

        /** Log odds. @param candidateOdds log odds by the candidate score */
        public double logOdds(ItemNode item, double candidateOdds) {
            double cut = Features.cut(candidateOdds);
            Features.own(item, shown, cut, own);
            return calibration.logOdds(machine.logOdds(own, cut));
        }
    }
}
