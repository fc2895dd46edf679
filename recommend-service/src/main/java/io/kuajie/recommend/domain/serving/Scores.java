package io.kuajie.recommend.domain.serving;

/**
 * What a board's candidates are ordered by, by place; pulls and factors are empty where they are the same for all.
 *
 * @param odds logarithms of the odds that they are taken
 * @param pulls added to them by rotation and floors
 * @param factors the boost
 */
record Scores(double[] odds, double[] pulls, double[] factors) {
    /** What the candidate of this place is ordered by if its odds are these. */
    float order(double placeOdds, int place) {
        // Scores near one differ less than a float can tell, so only a boost makes them the order.
        return (float) (factors.length == 0 ? pulled(placeOdds, place) : score(placeOdds, place));
    }

    /** The same where it is worth so much, above 0: the logarithm of what the place is expected to leave. */
    float order(double placeOdds, double worth, int place) {
        return (float) Math.log(score(placeOdds, place) * worth);
    }

    Ranked ranked(Candidate candidate, Evidence evidence) {
        int place = candidate.place();
        double score = score(candidate.odds(), place);
        return new Ranked(candidate.node(), score, score * candidate.worth(), odds[place], evidence);
    }

    private double score(double placeOdds, int place) {
        double chance = Ranked.chance(pulled(placeOdds, place));
        return factors.length == 0 ? chance : chance * factors[place];
    }

    private double pulled(double placeOdds, int place) {
        return pulls.length == 0 ? placeOdds : placeOdds + pulls[place];
    }
}
