package io.kuajie.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs {@link ListCost} or {@link ListTurns} as a process, so that each size starts with a fresh virtual machine. */
final class ListProcess {
    /**
     * What it found.
     *
     * @param listMicros processor time a list
     * @param changeMicros processor time a change of a profile
     * @param personBytes heap that a person takes
     * @param contentBytes what there is to know of a person, in the fewest whole bytes a value
     */
    record Cost(double listMicros, double changeMicros, double personBytes, double contentBytes) {}

    private ListProcess() {}

    static Cost run(int people, int items, int lists) throws IOException, InterruptedException {
        String line = print(
                "2g",
                ListCost.class,
                List.of(Integer.toString(people), Integer.toString(items), Integer.toString(lists)));
        double[] values =
                Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Cost(values[0], values[1], values[2], values[3]);
    }

    /** @return what the process prints */
    static String print(String heap, Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseTransparentHugePages",
                "--add-modules=jdk.incubator.vector",
                "-Dkuajie.bench.learnt=" + ListModel.IS_WANTED));
        command.addAll(ServiceRun.moreOptions());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path") + File.pathSeparator + libraries(), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("The process that makes lists ended with %d.".formatted(process.exitValue()));
        }
        return printed;
    }

    /** What the service needs beside the platform's own modules. */
    private static Path libraries() {
        String root = Optional.ofNullable(System.getProperty("kuajie.root")).orElse(".");
        return Path.of(root, "recommend-service", "target", "quarkus-app", "lib", "main", "*");
    }
}
