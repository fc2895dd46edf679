/** The typed catalogue of topics: the only place where a topic's name is written. */
@NullMarked
package io.kuajie.topics;

import org.jspecify.annotations.NullMarked;
