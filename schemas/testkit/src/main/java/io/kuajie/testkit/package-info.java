/** The platform for tests: real servers with fresh topics, the sample partners' keys, and typed access to topics. */
@NullMarked
package io.kuajie.testkit;

import org.jspecify.annotations.NullMarked;
