package io.kuajie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Processor time that processes have used, as Linux tells it. */
final class CpuTime {
    /** Clock ticks a second in {@code /proc}; fixed by the kernel's interface. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private CpuTime() {}

    /** Seconds used by these processes together; NaN on systems without {@code /proc}. */
    static double secondsOf(Collection<Long> pids) {
        double sum = 0;
        for (long pid : pids) {
            sum += seconds(pid);
        }
        return sum;
    }

    /** Seconds used by the threads that a process has now, by id, of those whose name holds this; empty on systems without {@code /proc}. */
    static Map<String, Double> secondsOfThreads(long pid, String name) {
        Map<String, Double> secondsById = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).contains(name)) {
                    secondsById.put(thread.getFileName().toString(), seconds(thread));
                }
            }
        } catch (IOException e) {
            // A thread that ends meanwhile leaves no more to be read; what was read so far counts.
        }
        return secondsById;
    }

    private static double seconds(long pid) {
        return seconds(Path.of("/proc", Long.toString(pid)));
    }

    private static double seconds(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            // The process name, in parentheses, may hold spaces; fields are counted behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
