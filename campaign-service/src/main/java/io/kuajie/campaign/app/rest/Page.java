package io.kuajie.campaign.app.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Campaigns, newest first. @param next what {@code before} must be for the following page; null on the last one */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page(List<CampaignView> campaigns, @Nullable String next) {}
