package io.kuajie.embedded;

import java.time.Duration;

/** Waits for a started server to answer. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Asks the server something that only a ready one answers. */
    @FunctionalInterface
    interface Probe {
        boolean answers() throws Exception;
    }

    private Readiness() {}

    /** @throws ServerStartException if the process ends first or the time is over, with the end of its log */
    static void await(String server, ChildProcess process, Duration patience, Probe probe) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers(probe)) {
            if (!process.isAlive()) {
                throw new ServerStartException(
                        "%s ended before it was ready. %s".formatted(server, process.lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new ServerStartException("%s was not ready within %d s. %s"
                        .formatted(server, patience.toSeconds(), process.lastLines()));
            }
            pause(server);
        }
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.answers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    private static void pause(String server) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for %s.".formatted(server), e);
        }
    }
}
