package io.kuajie.campaign.domain.campaign;

import java.time.Instant;

/** When a campaign is valid: {@code [startsAt, endsAt)}. */
public record Period(Instant startsAt, Instant endsAt) {
    public Period {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException(
                    "The end (%s) must be after the start (%s).".formatted(endsAt, startsAt));
        }
    }

    public boolean hasStarted(Instant now) {
        return !now.isBefore(startsAt);
    }

    public boolean hasEnded(Instant now) {
        return !now.isBefore(endsAt);
    }
}
