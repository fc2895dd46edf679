/** The way to the console page. */
@NullMarked
package io.kuajie.campaign.app.console;

import org.jspecify.annotations.NullMarked;
