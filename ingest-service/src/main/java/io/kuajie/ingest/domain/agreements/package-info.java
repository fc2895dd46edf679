/** What partners agree on about each other's data. */
@NullMarked
package io.kuajie.ingest.domain.agreements;

import org.jspecify.annotations.NullMarked;
