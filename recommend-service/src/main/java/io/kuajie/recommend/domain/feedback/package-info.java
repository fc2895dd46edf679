/** What became of the lists that were served: shown, clicked, ordered from. */
@NullMarked
package io.kuajie.recommend.domain.feedback;

import org.jspecify.annotations.NullMarked;
