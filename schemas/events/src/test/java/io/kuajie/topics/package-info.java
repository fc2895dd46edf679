/** Tests of the topics. */
@NullMarked
package io.kuajie.topics;

import org.jspecify.annotations.NullMarked;
