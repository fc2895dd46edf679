/** The service: topics in, recommendations out. */
@NullMarked
package io.kuajie.recommend.app;

import org.jspecify.annotations.NullMarked;
