/** The services as their callers see them: HTTP and JSON, patient with a service that is starting or busy. */
@NullMarked
package io.kuajie.local.client;

import org.jspecify.annotations.NullMarked;
