/** What a partner says of an item it offers. */
@NullMarked
package io.kuajie.ingest.domain.catalog;

import org.jspecify.annotations.NullMarked;
