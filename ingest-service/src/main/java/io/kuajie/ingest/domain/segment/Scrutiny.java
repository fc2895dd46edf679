package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.bots.Sighting;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.util.List;

/** What the door knows beyond the message: the partner's tracking plan, and what a person has done at that moment. */
public interface Scrutiny {
    /** Knows nothing. */
    Scrutiny NONE = new Scrutiny() {
        @Override
        public boolean hasPlan(PartnerId partner) {
            return false;
        }

        @Override
        public Verdict planned(PartnerId partner, String event, Json described) {
            return Verdict.FITS;
        }

        @Override
        public boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt) {
            return false;
        }

        @Override
        public boolean isImpossible(RawEvent event) {
            return false;
        }
    };

    /** Whether there is a tracking plan to hold the partner's events against. */
    boolean hasPlan(PartnerId partner);

    /** What the partner's tracking plan says. @param described the event's properties, or traits */
    Verdict planned(PartnerId partner, String event, Json described);

    /** Told who will be counted next, where there are many; nothing is counted by that. */
    default void expect(List<Sighting> sightings) {}

    /** Counts a message that was just sent, and tells whether it is more than a person does. Times in milliseconds since the epoch. */
    boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt);

    /** Notes what was just done, and tells whether so many different things at that moment are more than a person gets through. */
    boolean isImpossible(RawEvent event);
}
