package io.kuajie.ingest.domain.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.SourcePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CorrectionLedgerTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long WINDOW = 24 * HOUR;

    private final CorrectionLedger ledger = new CorrectionLedger(WINDOW);

    @Test
    void event_thatNobodyCorrects_isOpen() {
        // When / Then
        assertThat(ledger.standing(begun(rejected(1, "m"), "a", HOUR))).isEqualTo(new Standing.Open());
        assertThat(ledger.correctedAt(rejected(1, "m"))).isEmpty();
    }

    @Test
    void event_thatWasCorrected_staysSoBeyondTheWindow() {
        // Given
        Attempt first = begun(rejected(1, "m"), "a", HOUR);
        ledger.take(first);
        ledger.take(first.sent());
        // When
        Standing standing = ledger.standing(taken(begun(rejected(1, "m"), "a", 700 * HOUR)));
        // Then
        assertThat(standing).isEqualTo(new Standing.Corrected(HOUR));
        assertThat(ledger.correctedAt(rejected(1, "m"))).hasValue(HOUR);
    }

    @Test
    void attemptOfOtherEvents_whileTheFirstMayStillEnd_isContested() {
        // Given
        ledger.take(begun(rejected(1, "m"), "a", HOUR));
        // When
        Standing same = ledger.standing(taken(begun(rejected(1, "m"), "a", 2 * HOUR)));
        Standing other = ledger.standing(taken(begun(rejected(1, "m"), "b", 2 * HOUR)));
        // Then
        assertThat(same).isEqualTo(new Standing.Open());
        assertThat(other).isEqualTo(new Standing.Contested(HOUR));
    }

    @Test
    void attempt_beyondTheWindowOfOneThatNeverEnded_needsSomebodyWhoHasLooked() {
        // Given
        ledger.take(begun(rejected(1, "m"), "a", HOUR));
        // When
        Standing unlooked = ledger.standing(taken(begun(rejected(1, "m"), "a", 26 * HOUR)));
        Standing looked = ledger.standing(taken(again(rejected(1, "m"), "b", 27 * HOUR)));
        Standing late = ledger.standing(taken(again(rejected(1, "m"), "a", 28 * HOUR)));
        // Then
        assertThat(unlooked).isEqualTo(new Standing.Unknown(HOUR));
        assertThat(looked).isEqualTo(new Standing.Open());
        assertThat(late).isEqualTo(new Standing.Contested(27 * HOUR));
    }

    @Test
    void repetitionsOfOneMessage_withinTheWindow_areOneEvent() {
        // Given
        Attempt first = begun(rejected(1, "m"), "a", HOUR);
        ledger.take(first);
        ledger.take(first.sent());
        // When / Then
        assertThat(ledger.correctedAt(rejected(2, "m"))).hasValue(HOUR);
        assertThat(ledger.correctedAt(rejected(3, "other"))).isEmpty();
        assertThat(ledger.correctedAt(new RejectedEvent(position(4), "m", null, WINDOW + 1)))
                .isEmpty();
        assertThat(ledger.correctedAt(new RejectedEvent(position(5), null, null, 0)))
                .isEmpty();
    }

    @Test
    void correction_thatIsRejectedInTurn_isAnotherEvent() {
        // Given
        Attempt first = begun(rejected(1, "m"), "a", HOUR);
        ledger.take(first);
        ledger.take(first.sent());
        RejectedEvent inTurn = new RejectedEvent(position(2), "m", "0@1", HOUR);
        // When
        ledger.take(begun(inTurn, "a", 2 * HOUR).sent());
        // Then
        assertThat(ledger.correctedAt(rejected(1, "m"))).hasValue(HOUR);
        assertThat(ledger.correctedAt(new RejectedEvent(position(3), "m", "0@1", HOUR)))
                .hasValue(2 * HOUR);
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    /** Instances that begin at any time, send what they like, and die at any step; cleaning forgets after the window. */
    @ParameterizedTest
    @MethodSource("seeds")
    void corrections_ofManyInstancesThatDieAnywhere_passOnceAndAreNotLost(int seed) {
        // Given
        Random random = new Random(seed);
        Platform platform = new Platform();
        List<Instance> alive = new ArrayList<>();
        // When
        for (int step = 0; step < 60; step++) {
            platform.now += random.nextInt(4) == 0 ? random.nextLong(30 * HOUR) : random.nextLong(60_000);
            // An attempt takes minutes at most, not days.
            alive.removeIf(each -> platform.now - each.attempt.at() > HOUR);
            if (random.nextInt(3) == 0) {
                String events = random.nextInt(4) == 0 ? "other" : "usual";
                alive.add(platform.instance(rejected(random.nextInt(2), "m"), events));
            }
            if (!alive.isEmpty()) {
                Instance next = alive.get(random.nextInt(alive.size()));
                if (random.nextInt(5) == 0 || !next.step()) {
                    alive.remove(next);
                }
            }
        }
        Instance last = platform.instance(rejected(0, "m"), "usual");
        while (last.step()) {
            // To its end.
        }
        // Then
        if (last.standing instanceof Standing.Contested(long begunAt)) {
            assertThat(platform.now - begunAt).isLessThanOrEqualTo(WINDOW);
            assertThat(platform.passed).isLessThanOrEqualTo(1);
        } else {
            assertThat(platform.passed).isEqualTo(1);
        }
    }

    /** The log of attempts, and a cleaning that remembers each event for the window after its first arrival. */
    private static final class Platform {
        private final List<Attempt> told = new ArrayList<>();
        private final List<Attempt> remembered = new ArrayList<>();
        private int passed;
        private long now = HOUR;

        Instance instance(RejectedEvent event, String events) {
            // Whoever sends again has looked: only where nothing has passed.
            return new Instance(this, new Attempt(event, Attempt.Stage.BEGUN, events, passed == 0, now));
        }

        void send(Attempt attempt) {
            boolean isDuplicate = remembered.stream()
                    .anyMatch(first -> first.events().equals(attempt.events()) && attempt.at() - first.at() <= WINDOW);
            if (!isDuplicate) {
                remembered.add(attempt);
                passed++;
            }
        }
    }

    private static final class Instance {
        private final Platform platform;
        private final Attempt attempt;
        private @Nullable Standing standing;
        private int step;

        Instance(Platform platform, Attempt attempt) {
            this.platform = platform;
            this.attempt = attempt;
        }

        /** @return whether there is more to do */
        boolean step() {
            switch (step++) {
                case 0 -> platform.told.add(attempt);
                case 1 -> {
                    CorrectionLedger ledger = new CorrectionLedger(WINDOW);
                    platform.told.forEach(ledger::take);
                    standing = ledger.standing(attempt);
                    return standing instanceof Standing.Open;
                }
                case 2 -> platform.send(attempt);
                default -> {
                    platform.told.add(attempt.sent());
                    return false;
                }
            }
            return true;
        }
    }

    private Attempt taken(Attempt attempt) {
        ledger.take(attempt);
        return attempt;
    }

    private static Attempt begun(RejectedEvent event, String events, long at) {
        return new Attempt(event, Attempt.Stage.BEGUN, events, false, at);
    }

    private static Attempt again(RejectedEvent event, String events, long at) {
        return new Attempt(event, Attempt.Stage.BEGUN, events, true, at);
    }

    private static RejectedEvent rejected(long offset, String messageId) {
        return new RejectedEvent(position(offset), messageId, null, 0);
    }

    private static SourcePosition position(long offset) {
        return new SourcePosition(0, offset);
    }
}
