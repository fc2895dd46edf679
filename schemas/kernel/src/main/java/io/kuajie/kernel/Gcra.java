package io.kuajie.kernel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate that may be exceeded by a burst: the generic cell rate algorithm, a token bucket kept in one number.
 *
 * <p>The number is the theoretical arrival time: when everything let through so far would have arrived at exactly the rate. It may
 * run ahead of the clock by the burst. A refusal costs one read and changes nothing, so that refused senders cost nearly nothing
 * and can't push the time at which they are let in again. Source: ITU-T I.371, annex A.
 */
public final class Gcra {
    private static final double NANOS_A_SECOND = 1e9;

    private final double nanosAnEvent;
    private final long burstNanos;
    private final AtomicLong theoreticalArrival;

    /**
     * @param eventsPerSecond the rate
     * @param burst events let through at once after a rest
     * @param now a moment of the clock that is used ever after, in nanoseconds
     */
    public Gcra(double eventsPerSecond, long burst, long now) {
        if (!(eventsPerSecond > 0) || burst < 1) {
            throw new IllegalArgumentException(
                    "The quota (%s events a second, burst %d) must be positive.".formatted(eventsPerSecond, burst));
        }
        this.nanosAnEvent = NANOS_A_SECOND / eventsPerSecond;
        this.burstNanos = Math.round(burst * nanosAnEvent);
        this.theoreticalArrival = new AtomicLong(now);
    }

    /**
     * Takes the events all together, or none. More events than the burst pass where a rest came before, and are waited for
     * afterwards: else a batch larger than the burst could never pass.
     *
     * @return 0 if they pass, else nanoseconds after which they would
     */
    public long take(int events, long now) {
        long cost = Math.round(events * nanosAnEvent);
        while (true) {
            long arrival = theoreticalArrival.get();
            long start = Math.max(arrival - now, 0) + now;
            long ahead = start - now;
            boolean passes = ahead == 0 || ahead + cost <= burstNanos;
            if (!passes) {
                return Math.max(1, Math.min(ahead, ahead + cost - burstNanos));
            }
            if (theoreticalArrival.compareAndSet(arrival, start + cost)) {
                return 0;
            }
        }
    }

    /** Counts events that have been let in already, as more than was thought; what comes next waits for them too. */
    public void owe(int events, long now) {
        long cost = Math.round(events * nanosAnEvent);
        theoreticalArrival.updateAndGet(arrival -> Math.max(arrival, now) + cost);
    }

    /** 0 if at least one event would pass, else nanoseconds after which one would. */
    public long waiting(long now) {
        long ahead = theoreticalArrival.get() - now;
        return Math.max(0, ahead + Math.round(nanosAnEvent) - Math.max(burstNanos, Math.round(nanosAnEvent)));
    }
}
