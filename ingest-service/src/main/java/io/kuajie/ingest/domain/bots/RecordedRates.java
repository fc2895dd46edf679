package io.kuajie.ingest.domain.bots;

import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import java.time.Duration;

/**
 * Tells when somebody in a file did more, or more different things, in a second or a minute than a person can, by the times that the
 * file states.
 *
 * <p>Times of files may be coarse. One on a whole minute may stand for all of it and counts in no second; one on a whole quarter of
 * an hour, as days and hours are in every time zone, may stand for anything and counts nowhere; nor does a line without a time. Each
 * reading of a file counts for itself, so that one that is sent again is not taken for more that was done.
 */
public final class RecordedRates {
    private static final long MINUTE_MILLIS = 60_000;
    private static final long QUARTER_MILLIS = 15 * MINUTE_MILLIS;

    private final PersonRates rates;
    private final PersonSequences sequences;
    private final long timeless;
    private final long shiftMillis;

    /**
     * @param rates nobody else's; sequences likewise
     * @param timeless the time given to lines that state none, in milliseconds since the epoch
     * @param shift by how much later all other times are than the file states
     */
    public RecordedRates(PersonRates rates, PersonSequences sequences, long timeless, Duration shift) {
        this.rates = rates;
        this.sequences = sequences;
        this.timeless = timeless;
        this.shiftMillis = shift.toMillis();
    }

    /** Counts a line, and tells whether it is one too many. @param occurredAt milliseconds since the epoch, shifted */
    public boolean isTooMany(LeafKey leaf, long occurredAt) {
        if (isVague(occurredAt)) {
            return false;
        }
        long stated = occurredAt - shiftMillis;
        boolean isSecondFull = stated % MINUTE_MILLIS != 0 && rates.isTooManyInSecond(leaf, stated);
        return rates.isTooManyInMinute(leaf, stated) || isSecondFull;
    }

    /** Notes what a line tells, and tells whether it is one different thing too many. */
    public boolean isImpossible(RawEvent event) {
        return !isVague(event.occurredAt()) && sequences.isImpossible(event, event.occurredAt() - shiftMillis);
    }

    private boolean isVague(long occurredAt) {
        return occurredAt == timeless || (occurredAt - shiftMillis) % QUARTER_MILLIS == 0;
    }
}
