@NullMarked
package io.kuajie.ingest.domain.agreements;

import org.jspecify.annotations.NullMarked;
