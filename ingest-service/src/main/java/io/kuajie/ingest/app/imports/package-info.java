/** Imports of files of any size, resumable by name. */
@NullMarked
package io.kuajie.ingest.app.imports;

import org.jspecify.annotations.NullMarked;
