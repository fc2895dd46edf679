/** The agreements between partners: made and ended by operators, kept in all versions. */
@NullMarked
package io.kuajie.ingest.app.agreements;

import org.jspecify.annotations.NullMarked;
