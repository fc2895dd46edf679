/** What a campaign caused: lists that carried its offer, and the events that answer them. */
@NullMarked
package io.kuajie.campaign.domain.effect;

import org.jspecify.annotations.NullMarked;
