@NullMarked
package io.kuajie.ingest.domain.traits;

import org.jspecify.annotations.NullMarked;
