/** The identity links' HTTP interface. */
@NullMarked
package io.kuajie.ingest.app.identity;

import org.jspecify.annotations.NullMarked;
