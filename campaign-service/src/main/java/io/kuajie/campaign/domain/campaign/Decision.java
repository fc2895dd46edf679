package io.kuajie.campaign.domain.campaign;

/** What came of asking a campaign to change. */
public sealed interface Decision {
    /** The campaign as it is from now on. */
    record Changed(Campaign campaign) implements Decision {}

    /** It already was what was asked for; a repeated request ends here. */
    record Unchanged(Campaign campaign) implements Decision {}

    /** @param advice why not, and what to do instead */
    record Refused(String advice) implements Decision {}
}
