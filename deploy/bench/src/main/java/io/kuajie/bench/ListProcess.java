package io.kuajie.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs {@link ListCost} as a process, so that each size starts with a fresh virtual machine. */
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
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms2g",
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "--add-modules=jdk.incubator.vector",
                "-Dkuajie.bench.learnt=" + ListModel.IS_WANTED,
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + libraries(),
                ListCost.class.getName(),
                Integer.toString(people),
                Integer.toString(items),
                Integer.toString(lists));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("The process that makes lists ended with %d.".formatted(process.exitValue()));
        }
        double[] values =
                Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Cost(values[0], values[1], values[2], values[3]);
    }

    /** What the service needs beside the platform's own modules. */
    private static Path libraries() {
        String root = Optional.ofNullable(System.getProperty("kuajie.root")).orElse(".");
        return Path.of(root, "recommend-service", "target", "quarkus-app", "lib", "main", "*");
    }
}
