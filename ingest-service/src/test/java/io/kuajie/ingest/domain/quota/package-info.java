@org.jspecify.annotations.NullUnmarked
package io.kuajie.ingest.domain.quota;
