/** From lines of files to events: formats, column mapping, truncated and malformed lines. */
@NullMarked
package io.kuajie.ingest.domain.imports;

import org.jspecify.annotations.NullMarked;
