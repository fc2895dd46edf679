package io.kuajie.recommend.app;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service under test: that of the machine, or ahead of it. */
final class TestClock extends Clock {
    private static volatile Duration ahead = Duration.ZERO;

    /** Gives it to the service in the place of the usual one. */
    @ApplicationScoped
    static class Maker {
        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Clock clock() {
            return new TestClock();
        }
    }

    /** Moves the service's clock. @param by how far ahead of the machine's */
    static void goAhead(Duration by) {
        ahead = by;
    }

    static Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.offset(Clock.system(zone), ahead);
    }
}
