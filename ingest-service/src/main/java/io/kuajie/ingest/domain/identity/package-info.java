/** Which of two leaves names the person. */
@NullMarked
package io.kuajie.ingest.domain.identity;

import org.jspecify.annotations.NullMarked;
