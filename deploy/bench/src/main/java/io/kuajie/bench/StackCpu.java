package io.kuajie.bench;

import io.kuajie.local.LocalStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Processor time of a stack's processes, by what each is for. */
final class StackCpu {
    private static final String BROKER_CLASS = "kafka.Kafka";

    private final LocalStack stack;
    private Map<String, Double> last;

    StackCpu(LocalStack stack) {
        this.stack = stack;
        this.last = read();
    }

    /** Seconds used since the last call, or since this was made. */
    Map<String, Double> lap() {
        Map<String, Double> now = read();
        Map<String, Double> used = new LinkedHashMap<>();
        now.forEach((name, seconds) -> used.put(name, seconds - last.getOrDefault(name, 0.0)));
        last = now;
        return used;
    }

    /** One line: milliseconds of processor time an event, in all and by process. */
    static String perEvent(Map<String, Double> seconds, double events) {
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return "%.3f (%s)"
                .formatted(
                        all * 1000 / events,
                        seconds.entrySet().stream()
                                .map(used -> "%s %.3f".formatted(used.getKey(), used.getValue() * 1000 / events))
                                .collect(Collectors.joining(", ")));
    }

    private Map<String, Double> read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        stack.processes()
                .forEach(process -> process.pid()
                        .ifPresent(pid -> seconds.put(process.service().label(), CpuTime.secondsOf(List.of(pid)))));
        ProcessHandle.current()
                .children()
                .filter(StackCpu::isBroker)
                .forEach(broker -> seconds.put("broker", CpuTime.secondsOf(List.of(broker.pid()))));
        return seconds;
    }

    private static boolean isBroker(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(BROKER_CLASS))
                .orElse(false);
    }
}
