package io.kuajie.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BackgroundThreadsTest {
    /** Columns of {@code /proc/thread-self/stat} after the name, see proc_pid_stat(5). */
    private static final int POLICY_COLUMN = 38;

    private static final String SCHED_IDLE = "5";
    private static final String SCHED_OTHER = "0";

    @Test
    void runsOnlyWhileNobodyElseWantsTheProcessor() {
        assertThat(policyOn(BackgroundThreads.named("background"))).isEqualTo(SCHED_IDLE);
    }

    @Test
    void leavesOtherThreadsAsTheyAre() {
        assertThat(policyOn(BackgroundThreads.named("background"))).isEqualTo(SCHED_IDLE);
        assertThat(policyOn(Thread.ofPlatform().factory())).isEqualTo(SCHED_OTHER);
    }

    @Test
    void isAsIdleInThreadsThatItStarts() {
        ThreadFactory outer = BackgroundThreads.named("background");
        var policy = new CompletableFuture<String>();
        outer.newThread(() -> policy.complete(policyOn(Thread.ofPlatform().factory())))
                .start();
        assertThat(policy.join()).isEqualTo(SCHED_IDLE);
    }

    @Test
    void makesDaemonsOfTheName() {
        Thread thread = BackgroundThreads.named("background").newThread(() -> {});
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("background");
    }

    private static String policyOn(ThreadFactory threads) {
        var policy = new CompletableFuture<String>();
        threads.newThread(() -> policy.completeAsync(BackgroundThreadsTest::ownPolicy, Runnable::run))
                .start();
        return policy.join();
    }

    private static String ownPolicy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String afterName = stat.substring(stat.lastIndexOf(')') + 2);
            return afterName.split(" ")[POLICY_COLUMN];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
