package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;

/**
 * An item that may be shown.
 *
 * @param place on the board
 * @param odds logarithm of the odds that it is taken, or that it is clicked or ordered where that is predicted
 * @param worth what that leaves, where lists are ordered by value; else 1
 */
record Candidate(ItemNode node, int place, double odds, double worth) {}
