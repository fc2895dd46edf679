package io.kuajie.campaign.app.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that repeats one step for as long as the service lives. A step that fails is tried again after pauses that double up
 * to a limit, and until one succeeds the repeater tells that it is failing.
 */
public final class Repeater implements AutoCloseable {
    /** What is repeated. */
    @FunctionalInterface
    public interface Step {
        /** @return whether there is more to do at once */
        boolean run();
    }

    private static final Logger LOG = Logger.getLogger(Repeater.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Step step;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean failing;

    /** Starts at once. @param interval between steps when nothing signals that there is something to do */
    public Repeater(String name, Duration interval, Step step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Says that there is something to do now. */
    public void signal() {
        signals.release();
    }

    public boolean isFailing() {
        return failing;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Lets the running step finish, then stops. */
    @Override
    public void close() {
        closing = true;
        signal();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closing) {
            try {
                boolean more = step.run();
                failing = false;
                pause = more ? Duration.ZERO : interval;
            } catch (RuntimeException e) {
                pause = failing ? longer(pause) : FIRST_PAUSE;
                failing = true;
                LOG.warnf(e, "%s failed; trying again in %s", name, pause);
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            if (signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                signals.drainPermits();
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
