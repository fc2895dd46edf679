/** What a campaign is, how its terms are checked, and how it moves from draft to its end. */
@NullMarked
package io.kuajie.campaign.domain.campaign;

import org.jspecify.annotations.NullMarked;
