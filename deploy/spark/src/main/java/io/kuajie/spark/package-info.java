/** Training on Spark: the same data files, the same model format as the service's own training. */
@NullMarked
package io.kuajie.spark;

import org.jspecify.annotations.NullMarked;
