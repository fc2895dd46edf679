@NullMarked
package io.kuajie.ingest.domain.imports;

import org.jspecify.annotations.NullMarked;
