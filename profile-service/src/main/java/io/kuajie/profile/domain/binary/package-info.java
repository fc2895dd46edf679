/** The compact binary form of stored state: variable-length numbers, UTF-8 text, tables of repeated words. JDK only. */
@NullMarked
package io.kuajie.profile.domain.binary;

import org.jspecify.annotations.NullMarked;
