@NullMarked
package io.kuajie.ingest.app.agreements;

import org.jspecify.annotations.NullMarked;
