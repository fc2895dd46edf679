/** Real Kafka, Apicurio Registry and PostgreSQL servers as child processes, for the one-machine stack and for tests. */
@NullMarked
package io.kuajie.embedded;

import org.jspecify.annotations.NullMarked;
