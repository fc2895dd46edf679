/** The rules of campaigns, free of frameworks, brokers and databases. */
@NullMarked
package io.kuajie.campaign.domain;

import org.jspecify.annotations.NullMarked;
