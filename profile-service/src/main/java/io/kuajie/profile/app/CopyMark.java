package io.kuajie.profile.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * When the copy of a change log last had all that it tells, noted on the brokers so that every instance knows. A copy begun anew follows
 * deletions since then only as long as the change log tells them; one that was away for longer would bring the deleted back.
 */
final class CopyMark {
    private static final Duration NOTING = Duration.ofSeconds(5);

    private final GroupOffsets groups;
    private final Generation to;
    private final String group;
    private final TopicPartition place;
    private final Clock clock;
    /** All that was deleted until then is told by the copy. */
    private Instant last = Instant.EPOCH;

    /** @param changeLog that is copied */
    CopyMark(GroupOffsets groups, Generation to, String changeLog, Clock clock) {
        this.groups = groups;
        this.to = to;
        this.group = to.applicationId() + "-carry-over";
        this.place = new TopicPartition(changeLog, 0);
        this.clock = clock;
    }

    /** Nothing is copied yet. */
    void begin() {
        note(clock.instant());
    }

    /** Something is copied already. @throws IllegalStateException if what was deleted since may no longer be told */
    void resume() {
        last = groups.note(group, place).flatMap(CopyMark::parsed).orElse(Instant.EPOCH);
        requireRecent();
    }

    /** @throws IllegalStateException if what was deleted since the last mark may no longer be told */
    void requireRecent() {
        if (last.plus(LocalState.LONGEST_ABSENCE).isBefore(clock.instant())) {
            throw new IllegalStateException(
                    "What was carried over to %s is all that there was at %s, and who was deleted since would come back: call it off by deleting the topics that begin with %s-, and start again."
                            .formatted(to, last.equals(Instant.EPOCH) ? "an unknown time" : last, to.applicationId()));
        }
    }

    /** Whether the mark is older than it should be. */
    boolean isDue() {
        return last.plus(NOTING).isBefore(clock.instant());
    }

    /** That the copy has all of that moment. @throws IllegalStateException if it came too late to the end of what it copies */
    void reached(Instant at) {
        requireRecent();
        note(at);
    }

    private void note(Instant at) {
        last = at;
        groups.note(group, place, at.toString());
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
