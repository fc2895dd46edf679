package io.kuajie.recommend.app;

import io.kuajie.edge.KeyRing.Caller;
import io.kuajie.edge.Problem;
import io.kuajie.kernel.Gcra;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How often each key may ask this instance, by {@link Gcra}: a look into a map and one number changed for a request, a read for one that is
 * refused.
 */
@Singleton
class RequestLimits {
    /** What the check of a signature counts for: it costs some ten lists. */
    static final int SIGNATURE = 10;

    /** Far more than there are keys; tokens of an issuer can have any number of names. */
    private static final int MOST_NAMES = 10_000;

    private final double requestsPerSecond;
    private final long burst;
    private final LongSupplier nanos;
    private final Map<String, Gcra> limitByName = new ConcurrentHashMap<>();

    @Inject
    RequestLimits(RecommendSettings settings) {
        this(
                settings.requestsPerSecond(),
                settings.requestsBurst().orElse(Math.max(1, (long) settings.requestsPerSecond())),
                System::nanoTime);
    }

    /** @param requestsPerSecond 0 for no limit @param nanos the clock */
    RequestLimits(double requestsPerSecond, long burst, LongSupplier nanos) {
        this.requestsPerSecond = requestsPerSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Takes a request, or what counts for some. @return whether the key may ask; if not, nothing was taken */
    boolean take(Caller caller, int requests) {
        return waiting(caller, requests) == 0;
    }

    /** As {@link #take}. @throws WebApplicationException 429 if the key may not ask now */
    void require(Caller caller, int requests) {
        long wait = waiting(caller, requests);
        if (wait > 0) {
            String detail = "This key has asked more often than %s times a second; ask again after Retry-After."
                    .formatted(requestsPerSecond);
            long seconds = Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds());
            throw new WebApplicationException(detail, Problem.of(429, detail).toResponse(seconds));
        }
    }

    private long waiting(Caller caller, int requests) {
        if (requestsPerSecond == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        Gcra limit = limitByName.get(caller.name());
        return (limit == null ? begin(caller.name(), now) : limit).take(requests, now);
    }

    private Gcra begin(String name, long now) {
        if (limitByName.size() >= MOST_NAMES) {
            limitByName.clear();
        }
        return limitByName.computeIfAbsent(name, unknown -> new Gcra(requestsPerSecond, burst, now));
    }
}
