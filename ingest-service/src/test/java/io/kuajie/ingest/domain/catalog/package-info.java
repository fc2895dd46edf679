@NullMarked
package io.kuajie.ingest.domain.catalog;

import org.jspecify.annotations.NullMarked;
