package io.kuajie.ingest.domain.rejected;

import io.kuajie.kernel.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What all attempts to correct rejected events come to, taken in the one order in which all instances read them.
 *
 * <p>Whoever corrects begins by telling so, and looks at what was told up to then. The first to have begun is heeded: others may send
 * only what the de-duplication of cleaning takes for the same, and only as long as it remembers that. So it matters neither how many
 * begin at once, nor whether the first lives to say that it has sent. Who comes later than that must look whether it has.
 */
public final class CorrectionLedger {
    private final long windowMillis;
    private final Map<SourcePosition, Course> courseByPosition = new HashMap<>();
    private final Map<RejectedEvent.Name, List<Course>> coursesByName = new HashMap<>();

    /** @param windowMillis how long cleaning remembers a message id, counted from its first arrival */
    public CorrectionLedger(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /** The next that was told. */
    public void take(Attempt attempt) {
        Course course = find(attempt.event()).orElseGet(() -> begun(attempt));
        courseByPosition.put(attempt.event().position(), course);
        course.take(attempt);
    }

    /** When the event was corrected, in milliseconds since the epoch; empty if it was not. */
    public OptionalLong correctedAt(RejectedEvent event) {
        return find(event)
                .map(course -> course.sent)
                .map(sent -> OptionalLong.of(sent.at()))
                .orElseGet(OptionalLong::empty);
    }

    /** Whether an attempt that was taken before may send its events. */
    public Standing standing(Attempt attempt) {
        return find(attempt.event()).map(course -> course.standing(attempt)).orElseGet(Standing.Open::new);
    }

    private Optional<Course> find(RejectedEvent event) {
        Course known = courseByPosition.get(event.position());
        RejectedEvent.Name name = event.name();
        return known != null || name == null
                ? Optional.ofNullable(known)
                : coursesByName.getOrDefault(name, List.of()).stream()
                        .filter(course -> course.event.isNear(event, windowMillis))
                        .findFirst();
    }

    private Course begun(Attempt attempt) {
        Course course = new Course(attempt);
        RejectedEvent.Name name = attempt.event().name();
        if (name != null) {
            coursesByName.computeIfAbsent(name, none -> new ArrayList<>(1)).add(course);
        }
        return course;
    }

    /** The attempts at one event. */
    private final class Course {
        private final RejectedEvent event;
        private Attempt first;
        /** The last that was free to send. It may be at it still, so whoever has looked may have looked too early. */
        private Attempt last;

        private @Nullable Attempt sent;

        Course(Attempt attempt) {
            this.event = attempt.event();
            this.first = attempt;
            this.last = attempt;
        }

        void take(Attempt attempt) {
            if (attempt.isAgain() && isForgotten(last, attempt)) {
                first = attempt;
                last = attempt;
            } else if (standing(attempt) instanceof Standing.Open) {
                last = attempt;
            }
            if (sent == null && attempt.stage() == Attempt.Stage.SENT) {
                sent = attempt;
            }
        }

        Standing standing(Attempt attempt) {
            if (sent != null) {
                return new Standing.Corrected(sent.at());
            }
            if (isForgotten(attempt.isAgain() ? last : first, attempt)) {
                return new Standing.Unknown(first.at());
            }
            return attempt.events().equals(first.events()) ? new Standing.Open() : new Standing.Contested(first.at());
        }

        private boolean isForgotten(Attempt earlier, Attempt later) {
            return Math.abs(later.at() - earlier.at()) > windowMillis;
        }
    }
}
