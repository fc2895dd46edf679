package io.kuajie.profile.app;

import static org.awaitility.Awaitility.await;

import io.kuajie.profile.topology.Step;
import io.kuajie.profile.topology.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Sends step after step, and asks the given instances for people, until it is closed. */
final class Load implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Load.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Between questions, which would else take the processor from what restarts. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final AtomicLong sent = new AtomicLong();
    private final Asked asked = Asked.nothing();
    private final CompletableFuture<Void> sending;
    private final CompletableFuture<Void> asking;
    private volatile boolean isOver;

    /**
     * @param people who are asked for
     * @param seed of whom to ask, and for whom
     */
    Load(ProfileRig rig, Steps steps, List<ServiceProcess> instances, List<String> people, long seed) {
        sending = CompletableFuture.runAsync(
                () -> send(rig, steps), task -> Thread.ofPlatform().start(task));
        asking = CompletableFuture.runAsync(
                () -> ask(instances, people, new SplittableRandom(seed)),
                task -> Thread.ofPlatform().start(task));
    }

    /** Waits until so many more steps are sent. */
    void awaitSent(int more) {
        long wanted = sent.get() + more;
        await().atMost(PATIENCE).until(() -> sent.get() >= wanted || sending.isCompletedExceptionally());
    }

    long sent() {
        return sent.get();
    }

    Asked asked() {
        return asked;
    }

    @Override
    public void close() {
        isOver = true;
        asking.join();
        sending.join();
    }

    private void send(ProfileRig rig, Steps steps) {
        while (!isOver) {
            Step step = steps.next();
            rig.send(step);
            sent.incrementAndGet();
        }
    }

    private void ask(List<ServiceProcess> instances, List<String> people, SplittableRandom random) {
        while (!isOver) {
            LockSupport.parkNanos(PAUSE.toNanos());
            ServiceProcess instance = instances.get(random.nextInt(instances.size()));
            try {
                asked.count(Instances.ask(instance, people.get(random.nextInt(people.size()))));
            } catch (IOException e) {
                LOG.error("No reply", e);
                asked.others().incrementAndGet();
            }
        }
    }
}
