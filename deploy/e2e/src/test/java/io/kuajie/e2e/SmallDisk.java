package io.kuajie.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A folder on a disk of its own, in memory, that can be filled up. Only root may make one. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 600;
    private static final int CHUNK = 1 << 20;

    private final Path folder;
    private final boolean isMounted;

    /** Mounts it on the folder where that is allowed; else the folder stays what it is. */
    SmallDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.isMounted = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "kuajie", folder.toString());
    }

    boolean isMounted() {
        return isMounted;
    }

    /** Writes until nothing more can be written. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        for (int size = CHUNK; size > 0; size /= 2) {
            try (OutputStream out =
                    Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (int n = 0; n < MEGABYTES * 2; n++) {
                    out.write(chunk, 0, size);
                }
            } catch (IOException e) {
                // This much has no room any more; perhaps less has.
                continue;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (isMounted && !run("umount", folder.toString())) {
            throw new IOException("The disk on %s could not be taken away; something still uses it.".formatted(folder));
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
