/** What everybody's behaviour adds up to: co-occurrence and popularity, kept exact by differences. */
@NullMarked
package io.kuajie.recommend.domain.crowd;

import org.jspecify.annotations.NullMarked;
