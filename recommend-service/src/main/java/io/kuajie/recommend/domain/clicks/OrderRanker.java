package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.items.ItemNode;

/**
 * A model of orders in use: predicts what a candidate's odds of an order are where it stands first. Immutable.
 *
 * @param quality on predictions of examples before they were learnt, the latest half
 * @param candidate the same of the candidate score, calibrated likewise
 * @param base the same of the mean rate
 * @param examples of which it was learnt
 * @param clicks predicts whether what is shown is clicked
 * @param orders predicts whether what is clicked is ordered
 */
public record OrderRanker(
        String id,
        long examples,
        ClickQuality quality,
        ClickQuality candidate,
        ClickQuality base,
        FactorisationMachine clicks,
        FactorisationMachine orders,
        Calibration calibration) {
    /** For the candidates of one list. */
    public Prediction in(Circumstances shown) {
        Circumstances first = shown.at(0);
        int[] common = Features.common(first);
        return new Prediction(first, clicks.given(common), orders.given(common), calibration);
    }

    /** Predicts one candidate after the other, each with one offer after the other. Not thread-safe. */
    public static final class Prediction {
        private final Circumstances shown;
        private final FactorisationMachine.Given clicks;
        private final FactorisationMachine.Given orders;
        private final Calibration calibration;
        private final int[] own = new int[Features.OWN];
        private double candidate;
        private double click;

        private Prediction(
                Circumstances shown,
                FactorisationMachine.Given clicks,
                FactorisationMachine.Given orders,
                Calibration calibration) {
            this.shown = shown;
            this.clicks = clicks;
            this.orders = orders;
            this.calibration = calibration;
        }

        /** Whose odds are asked from now on. @param candidateOdds log odds by the candidate score */
        public void look(ItemNode item, double candidateOdds) {
            candidate = Features.cut(candidateOdds);
            Features.own(item, shown, candidate, own);
            click = clicks.logOdds(own, candidate);
            orders.look(own);
        }

        /** By what factor an offer raises the odds of an order of what is clicked, of any item and about. @param campaign as below */
        public double appeal(int campaign) {
            return Math.exp(orders.gainInCommon(Features.offer(campaign)));
        }

        /** Log odds. @param campaign whose offer it carries, as served lists number it */
        public double logOdds(int campaign) {
            double order = orders.logOddsWith(Features.offer(campaign), candidate);
            return calibration.logOdds(Calibration.logOddsOfBoth(click, order));
        }
    }
}
