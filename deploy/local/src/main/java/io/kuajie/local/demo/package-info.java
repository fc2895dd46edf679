/** The showing in the terminal: four people, what the other side has for them, and how that changes with what they do. */
@NullMarked
package io.kuajie.local.demo;

import org.jspecify.annotations.NullMarked;
