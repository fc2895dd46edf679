/** The rules an event must pass, the weight it gets, and the rule that tells repeats. */
@NullMarked
package io.kuajie.ingest.domain.cleaning;

import org.jspecify.annotations.NullMarked;
