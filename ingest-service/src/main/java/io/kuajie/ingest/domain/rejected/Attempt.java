package io.kuajie.ingest.domain.rejected;

/**
 * A step of an attempt to correct a rejected event.
 *
 * @param events digest of whose events are sent and of their message ids; what comes under the same within the window is a duplicate
 * @param isAgain whether somebody has looked and says that an earlier attempt, whose end is not known, came to nothing
 * @param at when the events arrived, as they say themselves, in milliseconds since the epoch
 */
public record Attempt(RejectedEvent event, Stage stage, String events, boolean isAgain, long at) {
    /** How far it has come. */
    public enum Stage {
        /** Told before the events are sent. */
        BEGUN,
        /** Told when the broker has them. */
        SENT
    }

    /** The same, when the broker has the events. */
    public Attempt sent() {
        return new Attempt(event, Stage.SENT, events, isAgain, at);
    }
}
