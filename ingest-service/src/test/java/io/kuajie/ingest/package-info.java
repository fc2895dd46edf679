@NullMarked
package io.kuajie.ingest;

import org.jspecify.annotations.NullMarked;
