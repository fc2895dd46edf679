/** Benchmarks of the hot paths: each prints a ratio against a baseline measured in the same run. */
@NullMarked
package io.kuajie.bench;

import org.jspecify.annotations.NullMarked;
