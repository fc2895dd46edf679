/** The service: settings, the life of the streams, cluster fitting, and the query API. */
@NullMarked
package io.kuajie.profile.app;

import org.jspecify.annotations.NullMarked;
