package io.kuajie.edge;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads for work that may wait, such as learning: they run while no other thread wants the processor. Java's priorities do
 * nothing of the kind on Linux, so each thread asks the kernel for {@code SCHED_IDLE} itself (sched(7)), which needs no privilege;
 * threads that it starts are as idle. Elsewhere there is only Java's lowest priority.
 */
public final class BackgroundThreads {
    private static final Logger LOG = Logger.getLogger(BackgroundThreads.class);
    private static final int SCHED_IDLE = 5;
    private static final int CALLING_THREAD = 0;

    private BackgroundThreads() {}

    /** Threads of this name. */
    public static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform()
                .daemon()
                .name(name)
                .priority(Thread.MIN_PRIORITY)
                .unstarted(() -> {
                    yieldToOthers();
                    task.run();
                });
    }

    private static void yieldToOthers() {
        MethodHandle scheduler = Native.SET_SCHEDULER;
        if (scheduler == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            // The one field of struct sched_param, which must be 0 here.
            MemorySegment priority = arena.allocate(ValueLayout.JAVA_INT);
            int result = (int) scheduler.invokeExact(CALLING_THREAD, SCHED_IDLE, priority);
            if (result != 0) {
                LOG.debug("The kernel refused to run a thread in the background");
            }
        } catch (Throwable e) {
            // Work that can't be told to wait is work all the same.
            LOG.debug("A thread can't be told to run in the background", e);
        }
    }

    /** Looked up once, with the first thread. */
    private static final class Native {
        static final @Nullable MethodHandle SET_SCHEDULER = find();

        private static @Nullable MethodHandle find() {
            if (!System.getProperty("os.name", "").equals("Linux")) {
                return null;
            }
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("sched_setscheduler")
                    .map(address -> linker.downcallHandle(
                            address,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS)))
                    .orElse(null);
        }
    }
}
