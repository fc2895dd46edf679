package io.kuajie.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Renders base and overlays with the kustomize or kubectl of the machine, where it has one. */
final class Kustomize {
    private static final ConcurrentHashMap<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static boolean isInstalled() {
        return command().isPresent();
    }

    static List<Manifest> render(String folder) {
        return RENDERED.computeIfAbsent(folder, Kustomize::run);
    }

    private static List<Manifest> run(String folder) {
        List<String> call = new ArrayList<>(command().orElseThrow());
        call.add(ManifestFiles.FOLDER.resolve(folder).toString());
        try {
            Path errors = Files.createTempFile("kustomize", ".err");
            Process process =
                    new ProcessBuilder(call).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(call, Files.readString(errors)));
            }
            Files.delete(errors);
            return Yaml.read(folder + ", rendered", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rendering %s.".formatted(folder), e);
        }
    }

    private static Optional<List<String>> command() {
        if (isOnPath("kustomize")) {
            return Optional.of(List.of("kustomize", "build"));
        }
        return isOnPath("kubectl") ? Optional.of(List.of("kubectl", "kustomize")) : Optional.empty();
    }

    private static boolean isOnPath(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
