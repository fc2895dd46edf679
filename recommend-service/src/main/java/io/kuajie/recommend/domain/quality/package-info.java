/** What the lists that were really served are like: how much of the catalogue they show, how new it is, how they change. */
@NullMarked
package io.kuajie.recommend.domain.quality;

import org.jspecify.annotations.NullMarked;
