/** Who saw and did what: calls of operators and of the privacy API, told to audit.accesses. */
@NullMarked
package io.kuajie.edge.audit;

import org.jspecify.annotations.NullMarked;
