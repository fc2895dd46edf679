/** Who saw and did what, for operators to look up. */
@NullMarked
package io.kuajie.ingest.app.audit;

import org.jspecify.annotations.NullMarked;
