/** Topics read into the database, with the position kept beside the effects. */
@NullMarked
package io.kuajie.campaign.app.intake;

import org.jspecify.annotations.NullMarked;
