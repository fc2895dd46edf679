package io.kuajie.ingest.app;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service under test: the machine's, unless a test sets it back. Brokers refuse times that are ahead. */
@Singleton
@Alternative
@Priority(1)
final class MovableClock extends Clock {
    private volatile Duration behind = Duration.ZERO;

    void setBack(Duration by) {
        behind = by;
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The service reckons in UTC");
    }
}
