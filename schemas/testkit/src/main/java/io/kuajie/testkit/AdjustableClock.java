package io.kuajie.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class AdjustableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private AdjustableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Stands at that moment, in UTC. @param start RFC 3339, such as {@code 2026-03-01T08:00:00Z} */
    public static AdjustableClock at(String start) {
        return new AdjustableClock(new AtomicReference<>(Instant.parse(start)), ZoneOffset.UTC);
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Shows the same moment in another zone, and moves with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new AdjustableClock(now, other);
    }
}
