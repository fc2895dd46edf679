@NullMarked
package io.kuajie.ingest.app.delivery;

import org.jspecify.annotations.NullMarked;
