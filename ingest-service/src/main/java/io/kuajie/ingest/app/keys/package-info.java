/** The partners' keys: issued, rotated, revoked by operators. */
@NullMarked
package io.kuajie.ingest.app.keys;

import org.jspecify.annotations.NullMarked;
