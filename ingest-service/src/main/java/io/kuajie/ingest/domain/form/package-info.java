/** Requests read field by field: a value, or everything that is wrong with it at once. */
@NullMarked
package io.kuajie.ingest.domain.form;

import org.jspecify.annotations.NullMarked;
