@NullMarked
package io.kuajie.ingest.app.rejected;

import org.jspecify.annotations.NullMarked;
