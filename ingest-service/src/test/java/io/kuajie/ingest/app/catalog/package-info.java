@NullMarked
package io.kuajie.ingest.app.catalog;

import org.jspecify.annotations.NullMarked;
