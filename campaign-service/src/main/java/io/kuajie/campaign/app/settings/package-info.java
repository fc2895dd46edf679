/** What the service is configured with. */
@NullMarked
package io.kuajie.campaign.app.settings;

import org.jspecify.annotations.NullMarked;
