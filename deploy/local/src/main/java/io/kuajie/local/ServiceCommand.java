package io.kuajie.local;

import io.kuajie.embedded.Launcher;
import io.kuajie.embedded.StartCache;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The command line that runs a built service in a process of its own.
 *
 * @param java the JVM and its options
 * @param startCache what makes its next start faster
 * @param program class path, main class and what goes with it
 */
record ServiceCommand(List<String> java, StartCache startCache, List<String> program) {
    /** @throws IllegalStateException if the service isn't built */
    static void requireBuilt(Path root, Service service) {
        Path jar = jarOf(root, service);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "%s is missing; build the project with './mvnw -Dquick package'.".formatted(jar));
        }
    }

    static ServiceCommand of(Path root, Service service, Map<String, String> properties) {
        Path jar = jarOf(root, service);
        Path launcher = Launcher.jar();
        StartCache cache = StartCache.of(service.label(), service.jvmOptions(), List.of(launcher, jar));
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(service.jvmOptions());
        properties.forEach((name, value) -> java.add("-D" + name + "=" + value));
        List<String> program =
                List.of("-cp", launcher + File.pathSeparator + jar, Launcher.MAIN_CLASS, mainClassOf(jar));
        return new ServiceCommand(List.copyOf(java), cache, program);
    }

    /** The words of the next start, which uses what earlier ones have left. */
    List<String> words() {
        List<String> words = new ArrayList<>(java);
        words.addAll(startCache.options());
        words.addAll(program);
        return words;
    }

    private static String mainClassOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read.".formatted(jar), e);
        }
    }

    private static Path jarOf(Path root, Service service) {
        return root.toAbsolutePath()
                .normalize()
                .resolve(service.module())
                .resolve("target/quarkus-app/quarkus-run.jar");
    }
}
