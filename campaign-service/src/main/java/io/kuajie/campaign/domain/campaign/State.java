package io.kuajie.campaign.domain.campaign;

import java.util.Locale;

/**
 * Where a campaign stands: draft → approved → scheduled → running ↔ paused → ended. Each state has the steps that lead out of
 * it and no others, so an illegal step does not compile.
 */
public sealed interface State {
    /** Terms may change; both partners must approve. */
    record Draft() implements State {
        Approved approve() {
            return new Approved();
        }
    }

    /** Agreed by both partners. */
    record Approved() implements State {
        Scheduled schedule() {
            return new Scheduled();
        }

        Running start() {
            return new Running();
        }
    }

    /** Waits for its start. */
    record Scheduled() implements State {
        Running start() {
            return new Running();
        }
    }

    /** Its offer is shown. */
    record Running() implements State {
        Paused pause() {
            return new Paused();
        }
    }

    /** Its offer is held back for now. */
    record Paused() implements State {
        Running resume() {
            return new Running();
        }
    }

    /** Over; what it caused still counts within the attribution window. */
    record Ended() implements State {}

    /** The name on the wire, such as {@code running}. */
    default String wireName() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. @throws IllegalArgumentException if there is no such state */
    static State parse(String name) {
        return switch (name) {
            case "draft" -> new Draft();
            case "approved" -> new Approved();
            case "scheduled" -> new Scheduled();
            case "running" -> new Running();
            case "paused" -> new Paused();
            case "ended" -> new Ended();
            default ->
                throw new IllegalArgumentException(
                        "is no state; use one of: draft, approved, scheduled, running, paused, ended.");
        };
    }
}
