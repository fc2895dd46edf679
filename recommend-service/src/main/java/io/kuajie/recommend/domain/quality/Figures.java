package io.kuajie.recommend.domain.quality;

/**
 * What the lists of one window were like. Each is NaN while it is not known.
 *
 * @param coverage share of the items that may be shown, in the domains that lists were of, which had a place; 0 to 1
 * @param novelty mean self-information of the items over the places, −log₂ of their share of what everybody dealt with, in bits. Source:
 *     Zhou et al., PNAS 107 (2010)
 * @param popularShare share of the places that the most popular tenth of these items had; 0.1 where popularity has no say. Source: Abdollahpouri,
 *     Burke, Mobasher, FLAIRS 2019
 * @param scoreDrift {@link Stability} of the scores against the window before
 * @param categoryDrift the same of the items' categories
 */
public record Figures(double coverage, double novelty, double popularShare, double scoreDrift, double categoryDrift) {
    static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
