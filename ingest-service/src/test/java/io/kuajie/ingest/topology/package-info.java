@NullMarked
package io.kuajie.ingest.topology;

import org.jspecify.annotations.NullMarked;
