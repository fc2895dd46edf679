@NullMarked
package io.kuajie.ingest.domain.keys;

import org.jspecify.annotations.NullMarked;
