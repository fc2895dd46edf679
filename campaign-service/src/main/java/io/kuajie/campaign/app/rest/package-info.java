/** The HTTP interface for campaigns and their reports. */
@NullMarked
package io.kuajie.campaign.app.rest;

import org.jspecify.annotations.NullMarked;
