package io.kuajie.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the build has put the servers' programs: the system property {@value #PROPERTY}, else the nearest
 * {@code deploy/embedded/target/servers} seen from the working directory upwards.
 */
record ServersHome(Path folder) {
    static final String PROPERTY = "kuajie.servers.home";
    private static final String ADVICE =
            "Build it with './mvnw package -Dquick -pl deploy/embedded', or name it with -D%s=FOLDER."
                    .formatted(PROPERTY);

    static ServersHome find() {
        return find(System.getProperty(PROPERTY), Path.of("").toAbsolutePath());
    }

    static ServersHome find(@Nullable String named, Path from) {
        if (named != null && Files.isDirectory(Path.of(named))) {
            return new ServersHome(Path.of(named));
        }
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Path servers = folder.resolve("deploy/embedded/target/servers");
            if (Files.isDirectory(servers)) {
                return new ServersHome(servers);
            }
        }
        throw new ServerStartException("The folder of the servers' programs was not found (%s). %s"
                .formatted(named != null ? named : "above " + from, ADVICE));
    }

    Path kafkaLibraries() {
        return existing(folder.resolve("kafka/lib"));
    }

    Path registryJar() {
        return existing(folder.resolve("apicurio/quarkus-run.jar"));
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new ServerStartException("%s is missing. %s".formatted(path, ADVICE));
        }
        return path;
    }
}
