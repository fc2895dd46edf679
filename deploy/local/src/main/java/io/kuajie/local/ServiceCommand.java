package io.kuajie.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command line that runs a built service in a process of its own. */
final class ServiceCommand {
    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private ServiceCommand() {}

    /** @throws IllegalStateException if the service isn't built */
    static void requireBuilt(Path root, Service service) {
        Path jar = jarOf(root, service);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "%s is missing; build the project with './mvnw -Dquick package'.".formatted(jar));
        }
    }

    static List<String> of(Path root, DataFolder data, Service service, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmOptions());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(watch(data.folder("launcher")) + File.pathSeparator + jarOf(root, service));
        command.add(ParentWatch.class.getName());
        command.add(ENTRY_POINT);
        return command;
    }

    private static Path jarOf(Path root, Service service) {
        return root.toAbsolutePath()
                .normalize()
                .resolve(service.module())
                .resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Puts {@link ParentWatch} where the service's class path can name it, whether we came as a jar or as classes. */
    private static Path watch(Path folder) {
        Path file = folder.resolve(ParentWatch.class.getName().replace('.', '/') + ".class");
        try (InputStream bytes = Objects.requireNonNull(ParentWatch.class.getResourceAsStream("ParentWatch.class"))) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be written.".formatted(file), e);
        }
    }
}
