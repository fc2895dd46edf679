/** Campaigns in use: created, changed by their partners and by time, and announced to whoever shows their offers. */
@NullMarked
package io.kuajie.campaign.app.campaigns;

import org.jspecify.annotations.NullMarked;
