package io.kuajie.recommend.domain.serving;

/** What the candidates of one list are worth if they are taken. */
final class Worths {
    private Worths() {}

    /**
     * Lets candidates of which it is unknown count as the mean of the others, so that who tells no margins neither wins nor loses by it;
     * all as the usual where it is known of none.
     *
     * @param worths above 0; NaN where unknown
     */
    static void complete(double[] worths) {
        double sum = 0;
        int known = 0;
        for (double worth : worths) {
            if (!Double.isNaN(worth)) {
                sum += worth;
                known++;
            }
        }
        double mean = known == 0 ? Forecast.USUAL : sum / known;
        for (int i = 0; i < worths.length; i++) {
            worths[i] = Double.isNaN(worths[i]) ? mean : worths[i];
        }
    }
}
