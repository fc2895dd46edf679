package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;

/**
 * An item that may be shown.
 *
 * @param place on the board
 * @param odds logarithm of the odds that it is taken, or that it is clicked where that is predicted
 */
record Candidate(ItemNode node, int place, double odds) {}
