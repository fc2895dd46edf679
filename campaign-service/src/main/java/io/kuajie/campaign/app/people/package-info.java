/** People in the console: what profile-service answers to the caller's own key. */
@NullMarked
package io.kuajie.campaign.app.people;

import org.jspecify.annotations.NullMarked;
