package io.kuajie.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * The first class of every process we start, as a jar for its class path. A process that runs behind it ends when its parent does,
 * however the parent ends.
 */
public final class Launcher {
    /** The class to run; its arguments are the program's main class and that one's arguments. */
    public static final String MAIN_CLASS = Child.class.getName();

    private static final String ENTRY = MAIN_CLASS.replace('.', '/') + ".class";

    private Launcher() {}

    /** The jar, made where it is missing or of another build. It keeps its time, which {@link StartCache} goes by. */
    public static synchronized Path jar() {
        Path jar = ServersHome.find().folder().resolve("launcher.jar").toAbsolutePath();
        try {
            byte[] wanted = program();
            if (!Files.exists(jar) || !Arrays.equals(wanted, programIn(jar))) {
                Path unfinished = Files.createTempFile(jar.getParent(), "launcher", ".jar");
                try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(unfinished))) {
                    out.putNextEntry(new ZipEntry(ENTRY));
                    out.write(wanted);
                }
                Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return jar;
        } catch (IOException e) {
            throw new ServerStartException("%s could not be written: %s".formatted(jar, e.getMessage()), e);
        }
    }

    private static byte[] program() throws IOException {
        try (InputStream bytes = Objects.requireNonNull(Launcher.class.getResourceAsStream("Child.class"))) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] programIn(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(ENTRY);
            return entry == null ? new byte[0] : file.getInputStream(entry).readAllBytes();
        }
    }
}
