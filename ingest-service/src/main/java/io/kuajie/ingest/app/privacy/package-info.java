/** The consents' HTTP interface. */
@NullMarked
package io.kuajie.ingest.app.privacy;

import org.jspecify.annotations.NullMarked;
