/** Conditions and boosts that partners write, in the Common Expression Language. */
@NullMarked
package io.kuajie.recommend.domain.expression;

import org.jspecify.annotations.NullMarked;
