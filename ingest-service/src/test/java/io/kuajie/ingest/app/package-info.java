@NullMarked
package io.kuajie.ingest.app;

import org.jspecify.annotations.NullMarked;
