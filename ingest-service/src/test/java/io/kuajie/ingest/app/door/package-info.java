@NullMarked
package io.kuajie.ingest.app.door;

import org.jspecify.annotations.NullMarked;
