/** The running service: HTTP, configuration, health, metrics, and the life of producer and streams. */
@NullMarked
package io.kuajie.ingest.app;

import org.jspecify.annotations.NullMarked;
