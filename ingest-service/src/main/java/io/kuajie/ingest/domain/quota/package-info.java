/** How much each partner may send. */
@NullMarked
package io.kuajie.ingest.domain.quota;

import org.jspecify.annotations.NullMarked;
