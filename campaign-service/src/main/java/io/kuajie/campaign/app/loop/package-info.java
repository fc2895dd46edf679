/** Work that goes on in the background for as long as the service lives. */
@NullMarked
package io.kuajie.campaign.app.loop;

import org.jspecify.annotations.NullMarked;
