/** What partners write into topics of their own. */
@NullMarked
package io.kuajie.ingest.app.inbound;

import org.jspecify.annotations.NullMarked;
