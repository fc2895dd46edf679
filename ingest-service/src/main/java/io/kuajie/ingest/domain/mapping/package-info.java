/** The language of mapping files: how a row, a JSON object or a line of an access log becomes events. */
@NullMarked
package io.kuajie.ingest.domain.mapping;

import org.jspecify.annotations.NullMarked;
