@NullMarked
package io.kuajie.ingest.app.imports;

import org.jspecify.annotations.NullMarked;
