@NullMarked
package io.kuajie.ingest.domain.segment;

import org.jspecify.annotations.NullMarked;
