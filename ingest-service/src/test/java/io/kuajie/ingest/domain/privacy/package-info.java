@org.jspecify.annotations.NullMarked
package io.kuajie.ingest.domain.privacy;
