@NullMarked
package io.kuajie.ingest.domain.identity;

import org.jspecify.annotations.NullMarked;
