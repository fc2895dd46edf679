@NullMarked
package io.kuajie.ingest.domain.cleaning;

import org.jspecify.annotations.NullMarked;
