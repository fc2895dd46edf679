package io.kuajie.profile.domain.propensity;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.TextHash;
import java.time.Instant;

/**
 * What became, within fourteen days, of those who stood alike: each person is looked at as they were fifteen days ago, and at what they
 * have done in the fourteen whole days since. The days before today that are kept of everybody tell both, so nobody has to be followed,
 * and chances go with the times. Sums of parts are the sum of the whole. Mutable while it is made.
 */
public final class Retrospect {
    /** Days that what was foretold has to come true. */
    public static final int DAYS = Activity.DAYS;

    private static final int HALVES = 2;

    private final OutcomeCounts[] bought = halves();
    private final OutcomeCounts[] stayedAway = halves();
    private final OutcomeCounts[] boughtOfTaste = halves();

    /** Takes in somebody who was known before. @param now up to when it is known what people did */
    public void add(Portrait portrait, Instant now) {
        long today = Standing.dayOf(now);
        long lastDay = today - DAYS - 1;
        if (Standing.dayOf(portrait.firstAt()) > lastDay) {
            return;
        }
        Standing before = Standing.of(portrait, lastDay);
        Standing since = Standing.of(portrait, today - 1);
        int half = (int) (TextHash.of(portrait.person().value()) & 1);
        int cell = before.overall().cell();
        bought[half].add(cell, since.overall().hasBought());
        stayedAway[half].add(cell, since.overall().isNone());
        before.activityByTaste()
                .forEach((taste, activity) -> boughtOfTaste[half].add(activity.cell(), since.hasBought(taste)));
    }

    public void merge(Retrospect other) {
        merge(bought, other.bought);
        merge(stayedAway, other.stayedAway);
        merge(boughtOfTaste, other.boughtOfTaste);
    }

    public void writeTo(BinaryWriter out) {
        for (OutcomeCounts[] outcome : outcomes()) {
            for (OutcomeCounts half : outcome) {
                half.writeTo(out);
            }
        }
    }

    public void readFrom(BinaryReader in) {
        for (OutcomeCounts[] outcome : outcomes()) {
            for (OutcomeCounts half : outcome) {
                half.readFrom(in);
            }
        }
    }

    OutcomeCounts[] bought() {
        return bought;
    }

    OutcomeCounts[] stayedAway() {
        return stayedAway;
    }

    OutcomeCounts[] boughtOfTaste() {
        return boughtOfTaste;
    }

    private OutcomeCounts[][] outcomes() {
        return new OutcomeCounts[][] {bought, stayedAway, boughtOfTaste};
    }

    private static OutcomeCounts[] halves() {
        OutcomeCounts[] halves = new OutcomeCounts[HALVES];
        for (int half = 0; half < HALVES; half++) {
            halves[half] = new OutcomeCounts();
        }
        return halves;
    }

    private static void merge(OutcomeCounts[] into, OutcomeCounts[] from) {
        for (int half = 0; half < HALVES; half++) {
            into[half].merge(from[half]);
        }
    }
}
