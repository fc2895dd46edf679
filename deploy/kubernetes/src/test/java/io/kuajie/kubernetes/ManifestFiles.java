package io.kuajie.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests as they are written: base, overlays and examples. */
final class ManifestFiles {
    static final Path FOLDER = folder();
    static final List<String> KUSTOMIZATIONS =
            List.of("base", "overlays/small", "overlays/production", "overlays/growth", "overlays/shards");

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private ManifestFiles() {}

    /** Every document that goes to a cluster as it stands. */
    static List<Manifest> resources() {
        return below(Path.of(""))
                .filter(file -> !file.endsWith(KUSTOMIZATION))
                .flatMap(ManifestFiles::documents)
                .toList();
    }

    static List<Manifest> base() {
        return below(Path.of("base"))
                .filter(file -> !file.endsWith(KUSTOMIZATION))
                .flatMap(ManifestFiles::documents)
                .toList();
    }

    static Manifest kustomization(String folder) {
        return documents(FOLDER.resolve(folder).resolve(KUSTOMIZATION))
                .findFirst()
                .orElseThrow();
    }

    /** The YAML files of a folder, relative to it. */
    static List<String> namesIn(String folder) {
        Path root = FOLDER.resolve(folder);
        return below(Path.of(folder))
                .filter(file -> !file.endsWith(KUSTOMIZATION))
                .map(file -> root.relativize(file).toString())
                .toList();
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Manifest> documents(Path file) {
        String name = FOLDER.relativize(file).toString();
        return Yaml.read(name, text(name)).stream();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !FOLDER.relativize(file).startsWith("target"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        Path fromRoot = Path.of(System.getProperty("kuajie.root", "../..")).resolve("deploy/kubernetes");
        if (!Files.isDirectory(fromRoot.resolve("base"))) {
            throw new IllegalStateException(
                    "No manifests in %s; set -Dkuajie.root to the repository's folder.".formatted(fromRoot));
        }
        return fromRoot.toAbsolutePath().normalize();
    }
}
