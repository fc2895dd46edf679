/** Tests of the testkit. */
@NullMarked
package io.kuajie.testkit;

import org.jspecify.annotations.NullMarked;
