/** The running service: HTTP, PostgreSQL and Kafka around the rules of the domain. */
@NullMarked
package io.kuajie.campaign.app;

import org.jspecify.annotations.NullMarked;
