/** Signs that an event was not caused by a person. */
@NullMarked
package io.kuajie.ingest.domain.bots;

import org.jspecify.annotations.NullMarked;
