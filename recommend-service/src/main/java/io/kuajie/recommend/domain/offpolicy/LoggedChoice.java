package io.kuajie.recommend.domain.offpolicy;

/**
 * One choice as it was logged, beside what the policy under judgement would have done.
 *
 * @param reward what came of it, such as 1 for a click
 * @param propensity probability with which the logging policy chose it; in {@code (0, 1]}
 * @param judged probability with which the judged policy chooses it
 * @param expected reward that a model expects of the choice; 0 without a model
 * @param expectedUnderJudged reward that the model expects of the judged policy here: the mean over its choices
 */
public record LoggedChoice(
        double reward, double propensity, double judged, double expected, double expectedUnderJudged) {
    public LoggedChoice {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(
                    "The propensity (%s) must be above 0 and at most 1; log it with every choice."
                            .formatted(propensity));
        }
        if (!(judged >= 0 && judged <= 1)) {
            throw new IllegalArgumentException("The judged probability (%s) must be from 0 to 1.".formatted(judged));
        }
    }

    double weight() {
        return judged / propensity;
    }
}
