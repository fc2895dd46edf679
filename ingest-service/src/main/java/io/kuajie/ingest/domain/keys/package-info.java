/** What operators ask of partners' keys. */
@NullMarked
package io.kuajie.ingest.domain.keys;

import org.jspecify.annotations.NullMarked;
