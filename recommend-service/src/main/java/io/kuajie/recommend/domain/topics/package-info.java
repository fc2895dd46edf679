/** What topics the items' texts are about, learnt from the words that stand together in them. */
@NullMarked
package io.kuajie.recommend.domain.topics;

import org.jspecify.annotations.NullMarked;
