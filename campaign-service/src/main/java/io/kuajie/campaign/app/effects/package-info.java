/** What campaigns cause: served lists and the events that answer them, joined in whichever order they come. */
@NullMarked
package io.kuajie.campaign.app.effects;

import org.jspecify.annotations.NullMarked;
