/** Whole-system tests: four processes on real servers, seen only through their edges and topics. */
@NullMarked
package io.kuajie.e2e;

import org.jspecify.annotations.NullMarked;
