/** What the door makes of one thing a person did: an event, or a refusal with its reason. */
@NullMarked
package io.kuajie.ingest.domain.event;

import org.jspecify.annotations.NullMarked;
