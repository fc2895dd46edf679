/** People spread over instances that hold a share each. */
@NullMarked
package io.kuajie.recommend.domain.shards;

import org.jspecify.annotations.NullMarked;
