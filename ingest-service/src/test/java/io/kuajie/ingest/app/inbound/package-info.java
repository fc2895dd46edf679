@NullMarked
package io.kuajie.ingest.app.inbound;

import org.jspecify.annotations.NullMarked;
