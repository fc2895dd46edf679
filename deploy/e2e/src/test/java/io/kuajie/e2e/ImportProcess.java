package io.kuajie.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of imports as a process of its own, which can be killed. */
final class ImportProcess {
    private final LocalStack stack;
    private final Partner partner;
    private final Path folder;
    private final Path file;
    private final String name;

    ImportProcess(LocalStack stack, Partner partner, Path folder, Path file, String name) throws IOException {
        this.stack = stack;
        this.partner = partner;
        this.folder = folder;
        this.file = file;
        this.name = name;
        Files.writeString(folder.resolve("key"), stack.keys().writeKey(partner) + "\n");
    }

    Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kuajie.local.cli.ImportMain",
                "--door",
                stack.ingest().base().toString(),
                "--key-file",
                folder.resolve("key").toString(),
                "--format",
                "taobao",
                "--name",
                name));
        command.addAll(List.of(more));
        command.add(file.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** What the last start has printed. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Lines whose outcome is certain. */
    long lines() throws IOException {
        JsonNode report = new Edge()
                .get(stack.ingest().base(), "/v1/imports/" + name, stack.keys().writeKey(partner))
                .body();
        return report.path("lines").asLong();
    }
}
