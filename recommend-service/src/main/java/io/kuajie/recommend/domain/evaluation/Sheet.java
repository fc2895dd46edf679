package io.kuajie.recommend.domain.evaluation;

import java.util.List;

/**
 * The measures of each trial, in the order of the trials.
 *
 * @param people by trial
 */
record Sheet(int[] people, List<Measures> measures) {}
