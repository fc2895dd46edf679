/** What can be recommended: items and categories by number, and the catalogue on its shelves. */
@NullMarked
package io.kuajie.recommend.domain.items;

import org.jspecify.annotations.NullMarked;
