package io.kuajie.campaign.domain.campaign;

import io.kuajie.campaign.domain.campaign.Decision.Changed;
import io.kuajie.campaign.domain.campaign.Decision.Refused;
import io.kuajie.campaign.domain.campaign.Decision.Unchanged;
import io.kuajie.campaign.domain.campaign.State.Approved;
import io.kuajie.campaign.domain.campaign.State.Draft;
import io.kuajie.campaign.domain.campaign.State.Ended;
import io.kuajie.campaign.domain.campaign.State.Paused;
import io.kuajie.campaign.domain.campaign.State.Running;
import io.kuajie.campaign.domain.campaign.State.Scheduled;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A campaign of two partners. Immutable: each step gives a {@link Decision}, and a change gives the campaign as it is then.
 *
 * @param approvals when each partner agreed to these terms
 * @param version grows by one with each change
 */
public record Campaign(
        CampaignId id,
        Terms terms,
        State state,
        Map<PartnerId, Instant> approvals,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public Campaign {
        approvals = Map.copyOf(approvals);
    }

    /** A new draft. */
    public static Campaign draft(CampaignId id, Terms terms, Instant now) {
        return new Campaign(id, terms, new Draft(), Map.of(), 1, now, now);
    }

    /** Whether its offer is to be shown. */
    public boolean isLive() {
        return state instanceof Running;
    }

    /** Changes the terms of a draft; whoever had approved must do so again. */
    public Decision revise(Terms revised, Instant now) {
        if (!(state instanceof Draft)) {
            return new Refused("Terms can change in a draft only, and this campaign is %s; end it and create another."
                    .formatted(state.wireName()));
        }
        return revised.equals(terms)
                ? new Unchanged(this)
                : new Changed(new Campaign(id, revised, state, Map.of(), version + 1, createdAt, now));
    }

    /** Records the approval of these partners; the last missing one makes the campaign approved. */
    public Decision approve(Set<PartnerId> partners, Instant now) {
        if (!(state instanceof Draft draft)) {
            return state instanceof Ended
                    ? new Refused("An ended campaign can't be approved; create another.")
                    : new Unchanged(this);
        }
        if (terms.period().hasEnded(now)) {
            return new Refused("The campaign's end (%s) has passed; change its period, then approve it."
                    .formatted(terms.period().endsAt()));
        }
        Map<PartnerId, Instant> agreed = new HashMap<>(approvals);
        partners.stream().filter(terms::isParty).forEach(partner -> agreed.putIfAbsent(partner, now));
        if (agreed.equals(approvals)) {
            return new Unchanged(this);
        }
        State next = agreed.keySet().containsAll(terms.parties()) ? draft.approve() : draft;
        return new Changed(new Campaign(id, terms, next, agreed, version + 1, createdAt, now));
    }

    /** Starts it, now if its period has begun, else when it does. */
    public Decision start(Instant now) {
        if (!(state instanceof Ended) && terms.period().hasEnded(now)) {
            return new Refused("The campaign's end (%s) has passed; create another."
                    .formatted(terms.period().endsAt()));
        }
        boolean isDue = terms.period().hasStarted(now);
        return switch (state) {
            case Draft _ -> new Refused("A draft needs the approval of both partners before it can start.");
            case Approved approved -> moved(isDue ? approved.start() : approved.schedule(), now);
            case Scheduled scheduled -> isDue ? moved(scheduled.start(), now) : new Unchanged(this);
            case Running _ -> new Unchanged(this);
            case Paused _ -> new Refused("A paused campaign is resumed, not started.");
            case Ended _ -> new Refused("An ended campaign can't start again; create another.");
        };
    }

    /** Holds its offer back. */
    public Decision pause(Instant now) {
        return switch (state) {
            case Running running -> moved(running.pause(), now);
            case Paused _ -> new Unchanged(this);
            case Draft _, Approved _, Scheduled _, Ended _ ->
                new Refused("Only a running campaign can be paused, and this one is %s.".formatted(state.wireName()));
        };
    }

    /** Shows its offer again. */
    public Decision resume(Instant now) {
        return switch (state) {
            case Paused _
            when terms.period().hasEnded(now) ->
                new Refused("The campaign's end (%s) has passed; create another."
                        .formatted(terms.period().endsAt()));
            case Paused paused -> moved(paused.resume(), now);
            case Running _ -> new Unchanged(this);
            case Draft _, Approved _, Scheduled _, Ended _ ->
                new Refused("Only a paused campaign can be resumed, and this one is %s.".formatted(state.wireName()));
        };
    }

    /** Ends it for good, from whatever state. */
    public Decision end(Instant now) {
        return state instanceof Ended ? new Unchanged(this) : moved(new Ended(), now);
    }

    /** What time alone brings about: an agreed campaign starts at its start, and ends at its end. */
    public Decision tick(Instant now) {
        return switch (state) {
            case Approved _, Scheduled _, Running _, Paused _
            when terms.period().hasEnded(now) -> moved(new Ended(), now);
            case Approved approved when terms.period().hasStarted(now) -> moved(approved.start(), now);
            case Scheduled scheduled when terms.period().hasStarted(now) -> moved(scheduled.start(), now);
            case Draft _, Approved _, Scheduled _, Running _, Paused _, Ended _ -> new Unchanged(this);
        };
    }

    private Changed moved(State next, Instant now) {
        return new Changed(new Campaign(id, terms, next, approvals, version + 1, createdAt, now));
    }
}
