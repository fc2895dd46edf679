package io.kuajie.campaign.domain.campaign;

/** One field of a proposal that can't be taken. @param reason the value, the rule and advice */
public record Fault(String field, String reason) {}
